//! Sabotage of the tables, of rights on them, and of what they hold.

use super::{Copy, fails, found, is_partial};
use serde_json::json;

/// Sabotages the live database's tables and sees that check fail.
macro_rules! noticed {
    ($($name:ident: $sql:expr => $id:literal;)+) => {$(
        #[tokio::test]
        async fn $name() {
            let copy = Copy::new().await;
            copy.sql($sql).await;
            fails(&copy.audit().await, $id);
        }
    )+};
}

noticed! {
    a_dropped_column_is_noticed: "alter table public.jobs drop column updated_at" => "schema.columns";
    a_column_too_many_is_noticed: "alter table public.job_results add column secret text" => "schema.columns";
    a_column_of_another_type_is_noticed: "alter table public.jobs alter column package_size type bigint" => "schema.columns";
    a_column_that_may_be_null_is_noticed: "alter table public.job_results alter column response_log drop not null" => "schema.columns";
    a_dropped_check_is_noticed: "alter table public.jobs drop constraint jobs_status_check" => "schema.constraints";
    a_status_too_many_is_noticed:
        "alter table public.job_results drop constraint job_results_status_check;
         alter table public.job_results add constraint job_results_status_check check (status in ('pending', 'submitted', 'failed', 'retry', 'done'))"
        => "schema.constraints";
    a_dropped_reference_is_noticed: "alter table public.jobs drop constraint jobs_customer_id_fkey" => "schema.keys";
    two_rows_for_one_directory_are_noticed:
        "alter table public.job_results drop constraint job_results_job_id_directory_name_key" => "schema.keys";
    a_table_that_is_gone_is_noticed: "drop table autobolt.remembered_choices" => "schema.tables";
    an_applied_migration_that_was_edited_is_noticed:
        "update autobolt._sqlx_migrations set checksum = 'other' where version = (select min(version) from autobolt._sqlx_migrations)"
        => "schema.migrations";
    a_migration_that_is_missing_is_noticed:
        "delete from autobolt._sqlx_migrations where version = (select max(version) from autobolt._sqlx_migrations)"
        => "schema.migrations";
    row_security_that_was_switched_off_is_noticed: "alter table public.job_results disable row level security" => "schema.row_security";
    a_policy_for_the_data_api_is_noticed:
        "create policy everybody on public.jobs for select to anon using (true)" => "schema.row_security";
    a_grant_to_anon_is_noticed: "grant select on public.jobs to anon" => "schema.grants";
    a_grant_of_one_column_is_noticed: "grant update (status) on public.job_results to authenticated" => "schema.grants";
    a_grant_on_the_schema_is_noticed: "grant usage on schema autobolt to authenticated" => "schema.grants";
    a_function_open_to_everybody_is_noticed: "grant execute on function autobolt.customer_profile(uuid) to public" => "schema.grants";
    a_grant_to_the_service_role_is_noticed: "grant select on autobolt.api_keys to service_role" => "schema.grants";
    a_history_that_can_be_rewritten_is_noticed: "grant delete on autobolt.audit_log to autobolt_app" => "schema.history";
    a_function_without_a_fixed_path_is_noticed: "alter function autobolt.customer_profile(uuid) reset search_path" => "schema.functions";
    customers_that_can_be_read_past_the_function_are_noticed: "grant select on public.customers to autobolt_app" => "schema.serving_role";
}

#[tokio::test]
async fn the_schema_in_the_data_api_is_noticed() {
    let copy = Copy::new().await;
    copy.sql(&format!(
        "alter role authenticator in database {} set pgrst.db_schemas = 'public, autobolt'",
        copy.db.name
    ))
    .await;
    fails(&copy.audit().await, "schema.exposed");
    copy.sql(&format!(
        "alter role authenticator in database {} set pgrst.db_schemas = 'public, graphql_public'",
        copy.db.name
    ))
    .await;
    assert!(found(&copy.audit().await).is_empty());
}

#[tokio::test]
async fn a_backend_that_serves_as_the_owner_is_noticed() {
    let mut copy = Copy::new().await;
    copy.subject.database = copy.db.owner.clone();
    fails(&copy.audit().await, "schema.serving_role");
}

/// A job of one directory, whose row and control are then set.
async fn with_result(set: &str) -> Copy {
    let copy = Copy::new().await;
    copy.db.customer(json!({ "business_name": "Blue Door Bakery" })).await;
    copy.db.directories(1).await;
    copy.sql(
        "with j as (insert into public.jobs (customer_id, package_size) select id, 50 from public.customers returning id, customer_id),
              c as (insert into autobolt.job_control (job_id, created_by) select id, 'cli' from j),
              r as (insert into public.job_results (job_id, directory_name, response_log) select id, 'Directory 001', '{\"summary\": \"seen\"}' from j
                    returning id, job_id)
         insert into autobolt.submissions (result_id, job_id, directory_id, customer_id, position)
         select r.id, r.job_id, d.id, j.customer_id, 1 from r, j, autobolt.directories d",
    )
    .await;
    copy.sql(set).await;
    copy
}

#[tokio::test]
async fn a_result_without_evidence_is_noticed() {
    let copy = with_result(
        "update public.job_results set status = 'submitted', submitted_at = now(), response_log = '{}'",
    )
    .await;
    fails(&copy.audit().await, "results.evidence");
    copy.sql("update autobolt.submissions set decided_by = 'staff:a', decided_at = now()").await;
    assert!(found(&copy.audit().await).is_empty(), "a person said so");
}

#[tokio::test]
async fn a_reason_that_does_not_go_with_the_status_is_noticed() {
    let set = "update public.job_results set status = 'submitted', submitted_at = now(); update autobolt.submissions set reason = 'captcha'";
    fails(&with_result(set).await.audit().await, "results.reasons");
}

#[tokio::test]
async fn a_captcha_that_waits_for_nobody_is_noticed() {
    let set = "update public.job_results set status = 'retry'; update autobolt.submissions set reason = 'captcha', needs_staff = false";
    fails(&with_result(set).await.audit().await, "results.walls");
}

#[tokio::test]
async fn a_lease_nobody_took_back_is_noticed() {
    let copy = with_result("select 1").await;
    copy.sql(
        "insert into autobolt.api_keys (name, display_prefix, key_hash, scopes, created_by)
         values ('Front desk', 'ab_live_abcd', sha256('x'), '{worker}', 'cli');
         update autobolt.job_control set lease_token_hash = sha256('t'), lease_expires_at = now() - interval '5 minutes',
                lease_key_id = (select id from autobolt.api_keys)",
    )
    .await;
    fails(&copy.audit().await, "operations.stuck_leases");
}

#[tokio::test]
async fn a_directory_whose_success_fell_is_pointed_out() {
    let copy = with_result("select 1").await;
    copy.sql(
        "insert into public.jobs (customer_id, package_size) select c.id, 50 from public.customers c, generate_series(1, 11);
         insert into public.job_results (job_id, directory_name, status, response_log)
           select id, 'Directory 001', case when row_number() over () <= 6 then 'submitted' else 'failed' end, '{\"summary\": \"seen\"}'
           from public.jobs j where not exists (select 1 from public.job_results r where r.job_id = j.id);
         insert into autobolt.submissions (result_id, job_id, directory_id, customer_id, position, holds, updated_at)
           select r.id, r.job_id, d.id, gen_random_uuid(), 1, false, case when r.status = 'submitted' then now() - interval '10 days' else now() end
           from public.job_results r, autobolt.directories d where not exists (select 1 from autobolt.submissions s where s.result_id = r.id)",
    )
    .await;
    is_partial(&copy.audit().await, "operations.falling_success");
}

const KEY: &str = "insert into autobolt.api_keys (name, display_prefix, key_hash, scopes, created_by, created_at)
                   values ('Front desk', 'ab_live_abcd', sha256('x'), '{worker}', 'cli', now() - interval '2 years')";

#[tokio::test]
async fn an_old_key_is_pointed_out_until_it_is_revoked() {
    let copy = Copy::new().await;
    copy.sql(KEY).await;
    is_partial(&copy.audit().await, "operations.key_age");
    copy.sql("update autobolt.api_keys set revoked_at = now()").await;
    assert!(found(&copy.audit().await).is_empty());
}

#[tokio::test]
async fn an_autobolt_of_another_build_is_pointed_out() {
    let copy = Copy::new().await;
    copy.sql(KEY).await;
    copy.sql("update autobolt.api_keys set created_at = now(); insert into autobolt.workers (key_id, build) select id, '0.0.9' from autobolt.api_keys")
        .await;
    is_partial(&copy.audit().await, "operations.worker_builds");
}
