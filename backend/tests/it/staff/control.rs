//! What staff do to a job, and why it is refused.

use super::{Job, Site};
use autobolt_backend::{keys::Scope, staff::session::Role};
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

async fn claimable(site: &Site, job: &Job) -> bool {
    sqlx::query_scalar("select claimable from autobolt.job_control where job_id = $1")
        .bind(job.id)
        .fetch_one(&site.db.app)
        .await
        .unwrap()
}

#[tokio::test]
async fn approve_pause_resume_decide_whether_the_job_is_handed_out() {
    let site = Site::new().await;
    let job = site.job(2).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("pause"), json!({})).await.refused("not_approved");
    ana.post(&job.action("resume"), json!({})).await.refused("not_paused");
    ana.post(&job.action("approve"), json!({})).await.done();
    assert!(claimable(&site, &job).await);
    let why = ana.post(&job.action("approve"), json!({})).await.refused("already_approved");
    assert!(why.contains("operator-"), "names who did it: {why}");
    ana.post(&job.action("pause"), json!({})).await.done();
    assert!(!claimable(&site, &job).await);
    ana.post(&job.action("pause"), json!({})).await.refused("already_paused");
    ana.post(&job.action("resume"), json!({})).await.done();
    assert!(claimable(&site, &job).await);
}

#[tokio::test]
async fn every_action_stands_in_the_audit_log_with_before_and_after_and_in_the_timeline() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("approve"), json!({})).await.done();
    let (actor, before, after): (String, Value, Value) = sqlx::query_as(
        "select actor, before, after from autobolt.audit_log where job_id = $1 and action = 'job.approve'",
    )
    .bind(job.id)
    .fetch_one(&site.db.app)
    .await
    .unwrap();
    assert!(actor.starts_with("staff:operator-"));
    assert_eq!(before["job"]["approved_at"], Value::Null);
    assert!(after["job"]["approved_at"].is_string());
    let told: i64 = sqlx::query_scalar(
        "select count(*) from autobolt.events where job_id = $1 and kind = 'staff' and data ->> 'action' = 'approve'",
    )
    .bind(job.id)
    .fetch_one(&site.db.app)
    .await
    .unwrap();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn a_refused_action_leaves_no_trace() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("resume"), json!({})).await.refused("not_paused");
    let traces: i64 = sqlx::query_scalar(
        "select (select count(*) from autobolt.audit_log where job_id = $1) + (select count(*) from autobolt.events where job_id = $1)",
    )
    .bind(job.id)
    .fetch_one(&site.db.app)
    .await
    .unwrap();
    assert_eq!(traces, 0);
}

#[tokio::test]
async fn cancelling_keeps_what_is_final_and_retrying_opens_the_job_again() {
    let site = Site::new().await;
    let job = site.job(3).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("approve"), json!({})).await.done();
    site.set(&job, &job.directories[0], "submitted", None).await;
    ana.post(&job.action("cancel"), json!({})).await.done();
    assert_eq!(site.job_status(&job).await, "failed");
    assert_eq!(site.standing(&job, &job.directories[0]).await, ("submitted".to_owned(), None));
    assert_eq!(
        site.standing(&job, &job.directories[1]).await,
        ("failed".to_owned(), Some("cancelled".to_owned()))
    );
    ana.post(&job.action("pause"), json!({})).await.refused("cancelled");
    ana.post(&job.action("cancel"), json!({})).await.refused("cancelled");

    let done = ana.post(&job.action("retry"), json!({})).await;
    assert_eq!(done.json()["directories"], 2, "{}", done.text);
    assert_eq!(site.job_status(&job).await, "pending");
    assert!(claimable(&site, &job).await);
    assert_eq!(site.standing(&job, &job.directories[1]).await, ("pending".to_owned(), None));
}

#[tokio::test]
async fn retry_takes_one_directory_or_all_of_a_reason_and_never_a_submitted_one() {
    let site = Site::new().await;
    let job = site.job(4).await;
    let ana = site.signed_in(Role::Operator).await;
    let [a, b, c, d] = &job.directories[..] else { panic!("four") };
    site.set(&job, a, "submitted", None).await;
    site.set(&job, b, "failed", Some("unreachable")).await;
    site.set(&job, c, "failed", Some("rejected")).await;
    site.set(&job, d, "retry", Some("captcha")).await;
    ana.post(&job.action("retry"), json!({ "directory_name": a })).await.refused("already_submitted");
    ana.post(&job.action("retry"), json!({ "reason": "duplicate" })).await.refused("nothing_to_retry");
    ana.post(&job.action("retry"), json!({ "reason": "unreachable" })).await.done();
    assert_eq!(site.standing(&job, b).await.0, "pending");
    assert_eq!(site.standing(&job, c).await.0, "failed");
    ana.post(&job.action("retry"), json!({ "directory_name": b })).await.refused("already_pending");
    ana.post(&job.action("retry"), json!({ "directory_name": d })).await.done();
    assert_eq!(site.standing(&job, d).await, ("pending".to_owned(), None));
    let unknown = ana.post(&job.action("retry"), json!({ "directory_name": "Nowhere" })).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unknown.json()["slug"], "unknown-directory");
}

#[tokio::test]
async fn a_directory_that_another_job_of_the_customer_took_is_not_retried() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let name = job.directories[0].clone();
    site.set(&job, &name, "failed", Some("unreachable")).await;
    let customer: Uuid = sqlx::query_scalar("select customer_id from public.jobs where id = $1")
        .bind(job.id)
        .fetch_one(&site.db.app)
        .await
        .unwrap();
    site.job_of(customer, std::slice::from_ref(&name)).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("retry"), json!({ "directory_name": name })).await.refused("held_elsewhere");
    ana.post(&job.action("retry"), json!({})).await.refused("held_elsewhere");
    assert_eq!(site.standing(&job, &name).await.0, "failed");
}

#[tokio::test]
async fn marking_as_submitted_takes_evidence_in_writing_and_keeps_it() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let name = &job.directories[0];
    site.set(&job, name, "retry", Some("outcome_unknown")).await;
    let ana = site.signed_in(Role::Operator).await;
    let bare = ana.post(&job.action("submitted"), json!({ "directory_name": name, "note": "  ok " })).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.standing(&job, name).await.0, "retry");
    let note = "The listing is at https://d1.example/blue-door";
    ana.post(&job.action("submitted"), json!({ "directory_name": name, "note": note })).await.done();
    let (log, at): (Value, bool) = sqlx::query_as(
        "select response_log, submitted_at is not null from public.job_results where job_id = $1",
    )
    .bind(job.id)
    .fetch_one(&site.db.app)
    .await
    .unwrap();
    assert_eq!(log["staff"][0]["note"], note);
    assert!(at);
    assert_eq!(site.job_status(&job).await, "complete", "its last directory became final");
}

#[tokio::test]
async fn not_submitted_is_final_with_a_reason_and_tried_again_without() {
    let site = Site::new().await;
    let job = site.job(2).await;
    let [a, b] = &job.directories[..] else { panic!("two") };
    site.set(&job, a, "retry", Some("outcome_unknown")).await;
    site.set(&job, b, "submitted", Some("unverified")).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("not-submitted"), json!({ "directory_name": a, "reason": "rejected" })).await.done();
    assert_eq!(site.standing(&job, a).await, ("failed".to_owned(), Some("rejected".to_owned())));
    let wrong =
        ana.post(&job.action("not-submitted"), json!({ "directory_name": a, "reason": "captcha" })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "captcha is no reason to fail");
    // A press that a bare client reported and that a person disproves; the form sends empty fields for "try again".
    let form = format!("directory_name={}&reason=&note=", b.replace(' ', "+"));
    ana.post_form(&job.action("not-submitted"), &form).await.done();
    assert_eq!(site.standing(&job, b).await, ("pending".to_owned(), None));
    let cleared: bool = sqlx::query_scalar(
        "select submitted_at is null from public.job_results where job_id = $1 and directory_name = $2",
    )
    .bind(job.id)
    .bind(b)
    .fetch_one(&site.db.app)
    .await
    .unwrap();
    assert!(cleared);
}

async fn press(site: &Site, job: &Job, directory: &str, key: Uuid) {
    sqlx::query(
        "insert into autobolt.attempts (id, result_id, job_id, key_id, epoch)
         select gen_random_uuid(), id, job_id, $3, 1 from public.job_results where job_id = $1 and directory_name = $2",
    )
    .bind(job.id)
    .bind(directory)
    .bind(key)
    .execute(&site.db.app)
    .await
    .unwrap();
}

#[tokio::test]
async fn nothing_is_decided_while_autobolt_presses() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let name = &job.directories[0];
    let (_, key) = site.key(&[Scope::Worker]).await;
    site.set(&job, name, "retry", Some("captcha")).await;
    press(&site, &job, name, key).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("retry"), json!({ "directory_name": name })).await.refused("press_under_way");
    ana.post(&job.action("skip"), json!({ "directory_name": name })).await.refused("press_under_way");
    // A press nobody heard of for so long is not under way any more: staff may ask again, and the next press is free.
    sqlx::query("update autobolt.attempts set begun_at = now() - interval '11 minutes'")
        .execute(&site.db.app)
        .await
        .unwrap();
    ana.post(&job.action("retry"), json!({ "directory_name": name })).await.done();
    let open: i64 = sqlx::query_scalar("select count(*) from autobolt.attempts where outcome is null")
        .fetch_one(&site.db.app)
        .await
        .unwrap();
    assert_eq!(open, 0);
}

#[tokio::test]
async fn a_prepared_page_is_opened_on_request_and_closed_when_it_is_not_needed_any_more() {
    let site = Site::new().await;
    let job = site.job(2).await;
    let [a, b] = &job.directories[..] else { panic!("two") };
    let (_, key) = site.key(&[Scope::Worker]).await;
    site.set(&job, a, "retry", Some("captcha")).await;
    sqlx::query("update autobolt.submissions set handed_over_key_id = $1 where needs_staff")
        .bind(key)
        .execute(&site.db.app)
        .await
        .unwrap();
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("open"), json!({ "directory_name": b })).await.refused("no_prepared_page");
    ana.post(&job.action("open"), json!({ "directory_name": a })).await.done();
    ana.post(&job.action("open"), json!({ "directory_name": a })).await.done();
    ana.post(&job.action("retry"), json!({ "directory_name": a })).await.done();
    let asked: Vec<(String, String)> = sqlx::query_as(
        "select directory_name, action from autobolt.page_requests where key_id = $1 order by id",
    )
    .bind(key)
    .fetch_all(&site.db.app)
    .await
    .unwrap();
    assert_eq!(asked, [(a.clone(), "open".to_owned()), (a.clone(), "close".to_owned())], "each once");
    ana.post(&job.action("open"), json!({ "directory_name": a })).await.refused("no_prepared_page");
}

#[tokio::test]
async fn stopping_an_autobolt_and_allowing_it_again() {
    let site = Site::new().await;
    let (_, key) = site.key(&[Scope::Worker]).await;
    sqlx::query("insert into autobolt.workers (key_id) values ($1)")
        .bind(key)
        .execute(&site.db.app)
        .await
        .unwrap();
    let ana = site.signed_in(Role::Operator).await;
    let path = |action: &str| format!("/staff/api/workers/{key}/{action}");
    ana.post(&path("allow"), json!({})).await.refused("not_stopping");
    ana.post(&path("stop"), json!({})).await.done();
    ana.post(&path("stop"), json!({})).await.refused("already_stopping");
    let workers = ana.get_json("/staff/api/workers").await.json();
    assert!(workers["workers"][0]["stop_requested_at"].is_string());
    ana.post(&path("allow"), json!({})).await.done();
    let nobody = ana.post(&format!("/staff/api/workers/{}/stop", Uuid::new_v4()), json!({})).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_people_who_approve_at_once_get_one_approval_and_one_reason() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let (ana, ben) = (site.signed_in(Role::Operator).await, site.signed_in(Role::Operator).await);
    let path = job.action("approve");
    let (one, two) = tokio::join!(ana.post(&path, json!({})), ben.post(&path, json!({})));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn an_admin_revokes_a_key_from_its_page_and_the_audit_log_says_who() {
    let site = Site::new().await;
    let (key, id) = site.key(&[Scope::StaffRead]).await;
    let admin = site.signed_in(Role::Admin).await;
    let path = format!("/staff/api/keys/{id}/revoke");
    let page = admin.get("/staff/keys").await.text;
    assert!(page.contains(&path) && page.contains("hx-confirm"), "the button asks before it does it");
    assert!(admin.post(&path, json!({})).await.done().starts_with("Revoked."));
    let bearer = format!("Bearer {key}");
    let shut_out = site.stranger().send("GET", "/staff/api/jobs", &[("authorization", &bearer)], None).await;
    assert_eq!(shut_out.status, StatusCode::UNAUTHORIZED);
    assert!(!admin.get("/staff/keys").await.text.contains(&path), "there is nothing left to revoke");
    admin.post(&path, json!({})).await.refused("already_revoked");
    let who: String = sqlx::query_scalar(
        "select actor from autobolt.audit_log where action = 'key.revoke' and subject = 'Front desk'",
    )
    .fetch_one(&site.db.app)
    .await
    .unwrap();
    assert!(who.starts_with("staff:admin-"), "{who}");
}

#[tokio::test]
async fn a_rehearsal_goes_live_at_the_press_of_a_button() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let operator = site.signed_in(Role::Operator).await;
    operator.post(&job.action("go_live"), json!({})).await.refused("not_rehearsal");
    sqlx::query("update autobolt.job_control set dry_run = true").execute(&site.db.app).await.unwrap();
    let page = operator.get(&format!("/staff/jobs/{}", job.id)).await.text;
    assert!(page.contains(&job.action("go_live")) && page.contains("rehearsal"));
    let said = operator.post(&job.action("go_live"), json!({})).await.done();
    assert_eq!(said, "Live. Nothing is sent before the job is approved.");
    assert!(!claimable(&site, &job).await);
    operator.post(&job.action("approve"), json!({})).await.done();
    assert!(claimable(&site, &job).await);
    assert!(!operator.get(&format!("/staff/jobs/{}", job.id)).await.text.contains(&job.action("go_live")));
}

#[tokio::test]
async fn what_staff_pick_from_a_list_is_remembered_for_the_directory_and_the_category() {
    let site = Site::new().await;
    let directories = site.db.directories(2).await;
    let baker = json!({ "business_name": "Blue Door Bakery", "category": "Bakery" });
    let job = site.job_of(site.db.customer(baker.clone()).await.0, &directories).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&job.action("approve"), json!({})).await.done();
    let [here, there] = &job.directories[..] else { panic!("two") };
    site.set(&job, here, "retry", Some("missing_data")).await;
    let log = json!({ "missing": ["Topic"], "choices": [{ "label": "Topic", "options": ["Eat & drink", "Shops"] }] });
    sqlx::query("update public.job_results set response_log = $3 where job_id = $1 and directory_name = $2")
        .bind(job.id)
        .bind(here)
        .bind(log)
        .execute(&site.db.owner)
        .await
        .unwrap();
    let page = ana.get("/staff/needs-you").await.text;
    assert!(page.contains("choice:Topic") && page.contains("<option>Eat &#38; drink</option>"), "{page}");

    let pick = json!({ "directory_name": here, "choice:Topic": "Shops" });
    ana.post(&job.action("choose"), pick).await.done();
    assert_eq!(site.standing(&job, here).await, ("pending".to_owned(), None));
    let nothing = ana.post(&job.action("choose"), json!({ "directory_name": here })).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nothing.text);
    let nowhere = json!({ "directory_name": "Nowhere", "choice:Topic": "x" });
    assert!(ana.post(&job.action("choose"), nowhere).await.status.is_client_error());

    // Another customer's job of that category knows it at that directory; nobody else's does.
    let recipes = async |customer: Value| {
        let id = site.db.customer(customer).await;
        let job = site.job_of(id.0, &directories).await;
        let mut conn = site.db.app.acquire().await.unwrap();
        let listed = autobolt_backend::store::reports::list(&mut conn, autobolt_shared::JobId(job.id), &[])
            .await
            .unwrap();
        let profile: autobolt_shared::BusinessProfile = autobolt_backend::store::customers::profile(
            &mut conn,
            &autobolt_backend::store::assets::Assets::new(&std::env::temp_dir()),
            id,
        )
        .await
        .unwrap()
        .unwrap();
        let category = autobolt_backend::jobs::remembered::category_of(&profile);
        let picked =
            autobolt_backend::store::choices::of_job(&mut conn, autobolt_shared::JobId(job.id), &category)
                .await
                .unwrap();
        assert_eq!(listed.len(), 2);
        picked.into_iter().map(|p| (p.directory_name, p.field, p.option)).collect::<Vec<_>>()
    };
    let known = vec![(here.clone(), "Topic".to_owned(), "Shops".to_owned())];
    assert_eq!(recipes(json!({ "business_name": "Rye & Co", "category": " bakery " })).await, known);
    assert!(recipes(json!({ "business_name": "Pipes", "category": "Plumber" })).await.is_empty());
    assert_ne!(here, there);
}

#[tokio::test]
async fn a_job_that_was_not_begun_can_be_rehearsed_first_and_one_that_was_cannot() {
    let site = Site::new().await;
    let operator = site.signed_in(Role::Operator).await;
    let customer = site.db.customer(json!({ "business_name": "Blue Door Bakery" })).await;
    let directories = site.db.directories(50).await;
    let form = format!("customer={}&package=50&dry_run=yes&approve=yes", customer.0);
    let made = operator.post_form("/staff/jobs/new", &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    assert!(operator.get(made.header("location")).await.text.contains("rehearsal"));

    let other = site.db.customer(json!({ "business_name": "Red Door Bakery" })).await;
    let job = site.job_of(other.0, &directories[..1]).await;
    let dry_run = async || {
        let sql = "select dry_run from autobolt.job_control where job_id = $1";
        sqlx::query_scalar::<_, bool>(sql).bind(job.id).fetch_one(&site.db.app).await.unwrap()
    };
    assert!(operator.get(&format!("/staff/jobs/{}", job.id)).await.text.contains(&job.action("rehearse")));
    operator.post(&job.action("rehearse"), json!({})).await.done();
    assert!(dry_run().await);
    operator.post(&job.action("rehearse"), json!({})).await.refused("already_rehearsal");
    operator.post(&job.action("go_live"), json!({})).await.done();
    sqlx::query("update autobolt.job_control set started_at = now() where job_id = $1")
        .bind(job.id)
        .execute(&site.db.owner)
        .await
        .unwrap();
    operator.post(&job.action("rehearse"), json!({})).await.refused("begun");
    assert!(!dry_run().await);
}
