//! Migrations: beside what stands in a database already, by several at once, and what they allow to whom.

use crate::support::TestDb;
use autobolt_backend::db::{self, CheckError, MigrateError};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

async fn prepare(db: &TestDb, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&db.owner).await.unwrap();
}

async fn refusal(db: &TestDb) -> String {
    let before = tables(db).await;
    let error = db::migrate(&db.options("postgres")).await.unwrap_err();
    assert!(matches!(error, MigrateError::Preflight(_)), "{error}");
    assert_eq!(tables(db).await, before, "a refusal changes nothing");
    error.to_string()
}

async fn tables(db: &TestDb) -> Vec<String> {
    sqlx::query_scalar(
        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('public', 'autobolt') order by 1",
    )
    .fetch_all(&db.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_jobs_table_of_another_shape_is_refused_with_the_difference() {
    let db = TestDb::empty().await;
    prepare(&db, "create table public.jobs (id bigint primary key, status text not null, payload jsonb)")
        .await;
    let said = refusal(&db).await;
    for part in [
        "- id bigint not null",
        "+ id uuid not null",
        "+ package_size integer not null",
        "- payload jsonb",
        "rename to jobs_before_autobolt",
    ] {
        assert!(said.contains(part), "{part} is missing in:\n{said}");
    }
}

#[tokio::test]
async fn the_documented_step_moves_old_tables_aside_and_keeps_their_rows() {
    let guide = include_str!("../../../docs/deploy.md");
    let step = guide
        .split("## Moving old tables aside")
        .nth(1)
        .and_then(|s| s.split("```sql").nth(1)?.split("```").next());
    let db = TestDb::empty().await;
    prepare(
        &db,
        "create table public.jobs (id serial primary key, status text);
         create table public.job_results (id serial primary key, job_id int references public.jobs (id), unique (job_id, id));
         insert into public.jobs (status) values ('done'); insert into public.job_results (job_id) values (1)",
    )
    .await;
    refusal(&db).await;
    prepare(&db, step.unwrap()).await;
    db::migrate(&db.options("postgres")).await.unwrap();
    let old: i64 = sqlx::query_scalar("select count(*) from public.jobs_before_autobolt join public.job_results_before_autobolt r on r.job_id = 1")
        .fetch_one(&db.owner)
        .await
        .unwrap();
    assert_eq!(old, 1);
}

#[tokio::test]
async fn the_predecessor_s_database_is_refused_moved_aside_and_migrated_with_nothing_lost() {
    let db = TestDb::empty().await;
    // As it was: text ids, another word for done, other columns.
    prepare(
        &db,
        "create table public.customers (id uuid primary key, email text, status text, plan jsonb);
         create table public.jobs (id text primary key, customer_id text, status text check (status in ('queued', 'completed')), directories int);
         create table public.job_results (id bigserial primary key, job_id text references public.jobs (id), outcome text);
         create index jobs_customer on public.jobs (customer_id);
         create view public.open_jobs as select id from public.jobs where status = 'queued';
         insert into public.jobs values ('a', 'c', 'completed', 50); insert into public.job_results (job_id, outcome) values ('a', 'ok')",
    )
    .await;
    let said = refusal(&db).await;
    assert!(said.contains("- customer_id text") && said.contains("--move-aside"), "{said}");
    let owner = db.options("postgres");
    let moved = db::move_aside(&owner).await.unwrap();
    assert_eq!(moved[1], ("public.jobs".to_owned(), "public.jobs_before_autobolt".to_owned()));
    db::migrate(&owner).await.unwrap();
    let kept: String = sqlx::query_scalar(
        "select j.status || ' ' || r.outcome from public.jobs_before_autobolt j join public.job_results_before_autobolt r on r.job_id = j.id",
    )
    .fetch_one(&db.owner)
    .await
    .unwrap();
    assert_eq!(kept, "completed ok");
    assert!(
        matches!(db::move_aside(&owner).await, Err(MigrateError::OwnTables)),
        "its own tables are never moved"
    );
}

#[tokio::test]
async fn a_name_that_is_taken_stops_the_move_before_anything_is_renamed() {
    let db = TestDb::empty().await;
    prepare(
        &db,
        "create table public.job_results (id int); create table public.jobs (id int); create table public.jobs_before_autobolt (id int)",
    )
    .await;
    let before = tables(&db).await;
    let error = db::move_aside(&db.options("postgres")).await.unwrap_err();
    assert!(matches!(error, MigrateError::NameTaken(_)), "{error}");
    assert_eq!(tables(&db).await, before);
}

#[tokio::test]
async fn customers_with_text_ids_are_refused_before_anything_is_changed_and_uuid_ones_with_more_columns_are_taken()
 {
    let db = TestDb::empty().await;
    prepare(&db, "create table public.customers (id text primary key, email text, password_hash text)").await;
    let said = refusal(&db).await;
    assert!(
        said.contains("public.customers.id is text") && said.contains("Customers with other ids"),
        "{said}"
    );
    let roles = "drop table public.customers; create table public.customers (id uuid primary key, company text, password_hash text, extra jsonb)";
    prepare(&db, roles).await;
    db::migrate(&db.options("postgres")).await.unwrap();
    let columns: i64 = sqlx::query_scalar("select count(*) from information_schema.columns where table_name = 'customers' and table_schema = 'public'")
        .fetch_one(&db.owner)
        .await
        .unwrap();
    assert_eq!(columns, 4, "it is left as it was");
}

#[tokio::test]
async fn everything_in_the_way_is_told_at_once() {
    let db = TestDb::empty().await;
    prepare(
        &db,
        "create table public.customers (id bigint primary key, email text);
         create table public.job_results (id uuid primary key);
         create view public.jobs as select 1 as id",
    )
    .await;
    let said = refusal(&db).await;
    for part in ["public.customers.id is bigint", "public.job_results exists", "public.jobs exists"] {
        assert!(said.contains(part), "{part} is missing in:\n{said}");
    }
}

#[tokio::test]
async fn a_customer_id_that_nothing_keeps_unique_is_refused() {
    let db = TestDb::empty().await;
    prepare(&db, "create table public.customers (id uuid, email text)").await;
    assert!(refusal(&db).await.contains("add primary key (id)"));
    prepare(&db, "alter table public.customers add primary key (id)").await;
    db::migrate(&db.options("postgres")).await.unwrap();
}

#[tokio::test]
async fn a_second_migration_finds_nothing_to_do_and_the_history_is_ours() {
    let db = TestDb::empty().await;
    let first = db::migrate(&db.options("postgres")).await.unwrap();
    assert_eq!(first.applied.len(), db::MIGRATOR.iter().count());
    let second = db::migrate(&db.options("postgres")).await.unwrap();
    assert!(second.applied.is_empty());
    let strays: Vec<String> = sqlx::query_scalar("select relname::text from pg_class where relname = '_sqlx_migrations' and relnamespace = 'public'::regnamespace")
        .fetch_all(&db.owner)
        .await
        .unwrap();
    assert!(strays.is_empty());
    db::check(&db.app).await.unwrap();
}

#[tokio::test]
async fn serve_says_which_migrations_are_missing_and_does_not_apply_them() {
    let db = TestDb::new().await;
    let last = db::MIGRATOR.iter().last().unwrap();
    sqlx::query("delete from autobolt._sqlx_migrations where version = $1")
        .bind(last.version)
        .execute(&db.owner)
        .await
        .unwrap();
    let Err(CheckError::Missing(missing)) = db::check(&db.app).await else { panic!("one is missing") };
    assert_eq!(missing.len(), 1);
    assert!(missing[0].starts_with(&last.version.to_string()));
    let bare = TestDb::empty().await;
    assert!(matches!(db::check(&bare.app).await, Err(CheckError::NoHistory)));
}

#[tokio::test]
async fn a_migration_that_was_changed_afterwards_is_noticed() {
    let db = TestDb::new().await;
    prepare(&db, "update autobolt._sqlx_migrations set checksum = 'other' where version = (select max(version) from autobolt._sqlx_migrations)").await;
    assert!(matches!(db::check(&db.app).await, Err(CheckError::Changed(_))));
}

#[tokio::test]
async fn what_supabase_pushed_is_adopted_and_not_run_again() {
    let db = TestDb::empty().await;
    prepare(
        &db,
        "create schema supabase_migrations;
         create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text)",
    )
    .await;
    let mut owner = db.owner.acquire().await.unwrap();
    for migration in db::MIGRATOR.iter() {
        sqlx::raw_sql(AssertSqlSafe(migration.sql.as_str().to_owned())).execute(&mut *owner).await.unwrap();
        sqlx::query("insert into supabase_migrations.schema_migrations (version) values ($1)")
            .bind(migration.version.to_string())
            .execute(&mut *owner)
            .await
            .unwrap();
    }
    let options = db.options("postgres");
    assert!(matches!(db::migrate(&options).await, Err(MigrateError::AdoptFirst)));
    let adopted = db::adopt(&options).await.unwrap();
    assert_eq!((adopted.recorded.len(), adopted.left.len()), (db::MIGRATOR.iter().count(), 0));
    db::check(&db.app).await.unwrap();
    assert!(db::migrate(&options).await.unwrap().applied.is_empty());
    assert!(db::adopt(&options).await.unwrap().recorded.is_empty(), "twice is the same as once");
}

#[tokio::test]
async fn nothing_is_adopted_where_supabase_pushed_nothing() {
    let db = TestDb::empty().await;
    assert!(matches!(db::adopt(&db.options("postgres")).await, Err(MigrateError::NothingToAdopt)));
}

#[tokio::test]
async fn several_databases_of_one_cluster_are_migrated_at_once() {
    let mut databases = Vec::new();
    for _ in 0..6 {
        databases.push(TestDb::empty().await);
    }
    let runs: Vec<_> = databases
        .iter()
        .flat_map(|db| [db.options("postgres"), db.options("postgres")])
        .map(|options| tokio::spawn(async move { db::migrate(&options).await }))
        .collect();
    for run in runs {
        run.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn supabases_api_roles_can_do_nothing_with_what_is_ours() {
    let db = TestDb::new().await;
    let relations: Vec<String> = sqlx::query_scalar(
        "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'v') and (n.nspname = 'autobolt' or (n.nspname = 'public' and c.relname in ('jobs', 'job_results')))",
    )
    .fetch_all(&db.owner)
    .await
    .unwrap();
    assert!(relations.len() > 15);
    let mut owner = db.options("postgres").connect().await.unwrap();
    for role in ["anon", "authenticated", "service_role"] {
        sqlx::raw_sql(AssertSqlSafe(format!("set role {role}"))).execute(&mut owner).await.unwrap();
        for relation in &relations {
            for sql in [
                format!("select * from {relation}"),
                format!("delete from {relation}"),
                format!("insert into {relation} default values"),
            ] {
                let error = sqlx::raw_sql(AssertSqlSafe(sql.clone())).execute(&mut owner).await.unwrap_err();
                assert_eq!(
                    error.as_database_error().unwrap().code().as_deref(),
                    Some("42501"),
                    "{role}: {sql}"
                );
            }
        }
        for call in [
            "autobolt.customer_profile(gen_random_uuid())",
            "autobolt.customer_search('', 5)",
            "autobolt.customer_put(gen_random_uuid(), '{}')",
        ] {
            let error =
                sqlx::raw_sql(AssertSqlSafe(format!("select {call}"))).execute(&mut owner).await.unwrap_err();
            assert_eq!(error.as_database_error().unwrap().code().as_deref(), Some("42501"), "{role}: {call}");
        }
    }
    owner.close().await.unwrap();
}

#[tokio::test]
async fn row_security_is_on_everywhere_and_history_cannot_be_rewritten() {
    let db = TestDb::new().await;
    let open: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspname in ('autobolt', 'public') and not c.relrowsecurity",
    )
    .fetch_all(&db.owner)
    .await
    .unwrap();
    assert!(open.is_empty(), "{open:?}");
    for sql in [
        "update autobolt.audit_log set actor = 'x'",
        "delete from autobolt.events",
        "truncate public.job_results",
        "drop table public.jobs",
        "update autobolt._sqlx_migrations set version = 1",
    ] {
        let error = sqlx::raw_sql(sql).execute(&db.app).await.unwrap_err();
        assert_eq!(error.as_database_error().unwrap().code().as_deref(), Some("42501"), "{sql}");
    }
}

#[tokio::test]
async fn the_two_tables_have_exactly_the_agreed_columns() {
    let db = TestDb::new().await;
    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text from information_schema.columns
         where table_schema = 'public' and table_name in ('jobs', 'job_results') order by table_name desc, ordinal_position",
    )
    .fetch_all(&db.owner)
    .await
    .unwrap();
    let found: Vec<String> = columns.iter().map(|(t, c, k)| format!("{t}.{c} {k}")).collect();
    assert_eq!(
        found,
        [
            "jobs.id uuid",
            "jobs.customer_id uuid",
            "jobs.package_size integer",
            "jobs.status text",
            "jobs.created_at timestamp with time zone",
            "jobs.updated_at timestamp with time zone",
            "job_results.id uuid",
            "job_results.job_id uuid",
            "job_results.directory_name text",
            "job_results.status text",
            "job_results.response_log jsonb",
            "job_results.submitted_at timestamp with time zone",
        ]
    );
}
