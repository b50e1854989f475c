//! What is looked after: directories, AutoBolts, people, and how it goes.

use super::Site;
use autobolt_backend::staff::session::Role;
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

/// Sets the latest results of one directory: a reason each, for a customer each.
async fn went(site: &Site, directory: &str, reasons: &[Option<&str>]) {
    for reason in reasons {
        let customer = site.db.customer(json!({ "business_name": "Somebody" })).await;
        let job = site.job_of(customer.0, &[directory.to_owned()]).await;
        let status = if reason.is_some() { "failed" } else { "submitted" };
        site.set(&job, directory, status, *reason).await;
        sqlx::query("update autobolt.submissions set updated_at = clock_timestamp() where job_id = $1")
            .bind(job.id)
            .execute(&site.db.app)
            .await
            .unwrap();
    }
}

async fn directory_id(site: &Site, name: &str) -> Uuid {
    sqlx::query_scalar("select id from autobolt.directories where name = $1")
        .bind(name)
        .fetch_one(&site.db.app)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_directory_that_keeps_failing_is_paused_with_the_evidence_and_used_again_by_a_person() {
    use autobolt_backend::{jobs::pauses, store::orders};
    let site = Site::new().await;
    let names = site.db.directories(3).await;
    let bad = Some("unsupported_form");
    went(&site, &names[0], &[None, bad, bad, bad, Some("unreachable"), bad]).await;
    went(&site, &names[1], &[bad, bad, bad, bad, None]).await;
    // What the customer's data or a wall is to blame for says nothing of the directory.
    went(&site, &names[2], &[bad, Some("duplicate"), bad, bad, bad]).await;
    assert_eq!(pauses::look(&site.app.pool).await.unwrap(), [names[0].clone()]);
    assert_eq!(pauses::look(&site.app.pool).await.unwrap(), Vec::<String>::new(), "once");

    let ana = site.signed_in(Role::Operator).await;
    let id = directory_id(&site, &names[0]).await;
    let page = ana.get(&format!("/staff/directories/{id}")).await.text;
    assert!(
        page.contains(
            "The last 5 results, of 5 customers, all failed: 1 × unreachable, 4 × unsupported form."
        ),
        "{page}"
    );
    assert!(ana.get("/staff/directories?show=paused").await.text.contains(&names[0]));
    let fresh = site.db.customer(json!({ "business_name": "Fresh" })).await;
    let mut conn = site.app.pool.acquire().await.unwrap();
    let available = orders::available(&mut conn, fresh).await.unwrap();
    assert!(!available.iter().any(|candidate| candidate.name == names[0]), "new jobs do not choose it");

    ana.post(&format!("/staff/api/directories/{id}/use"), json!({})).await.done();
    assert_eq!(
        pauses::look(&site.app.pool).await.unwrap(),
        Vec::<String>::new(),
        "what was before counts for nothing"
    );
    let available = orders::available(&mut conn, fresh).await.unwrap();
    assert!(available.iter().any(|candidate| candidate.name == names[0]));
    ana.post(&format!("/staff/api/directories/{id}/use"), json!({})).await.refused("directory_not_paused");
    ana.post_form(&format!("/staff/api/directories/{id}/pause"), "why=Its+form+is+being+rebuilt")
        .await
        .done();
    let shown = ana.get_json(&format!("/staff/api/directories/{id}")).await.json();
    assert_eq!(shown["paused_why"], "Its form is being rebuilt");
}

#[tokio::test]
async fn the_catalogue_is_added_to_changed_exported_and_imported_and_says_how_it_went() {
    let site = Site::new().await;
    let ana = site.signed_in(Role::Operator).await;
    let new =
        json!({ "name": "=Odd, \"name\"", "submission_url": "https://odd.example/add", "category": "Books" });
    ana.post("/staff/api/directories", new.clone()).await.done();
    assert_eq!(ana.post("/staff/api/directories", new).await.status, StatusCode::CONFLICT);
    let bad = ana
        .post("/staff/api/directories", json!({ "name": "X", "submission_url": "javascript:alert(1)" }))
        .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", bad.text);
    went(&site, "=Odd, \"name\"", &[None, None, None, Some("rejected")]).await;
    let id = directory_id(&site, "=Odd, \"name\"").await;
    ana.post_form(&format!("/staff/api/directories/{id}"), "category=&country=US&has_captcha=yes&active=no")
        .await
        .done();
    let shown = ana.get_json(&format!("/staff/api/directories/{id}")).await.json();
    assert_eq!(
        (&shown["category"], &shown["country"], &shown["has_captcha"]),
        (&Value::Null, &json!("US"), &json!(true))
    );
    assert_eq!((&shown["success_percent"], shown["visits"].as_array().unwrap().len()), (&json!(75.0), 4));

    let file = ana.get("/staff/directories/export.csv").await.text;
    assert!(file.contains("'=Odd"), "no formula: {file}");
    let send = async |content: &str| {
        let body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.csv\"\r\n\r\n{content}\r\n--cut--\r\n"
        );
        let headers = [
            ("content-type", "multipart/form-data; boundary=cut"),
            ("origin", super::ORIGIN),
            ("accept", "text/html"),
        ];
        ana.send("POST", "/staff/directories/import", &headers, Some(body)).await
    };
    let same = send(&file).await;
    assert!(same.text.contains("0 added, 0 changed, 1 were just so already."), "{}", same.text);
    let wrong = send("name,submission_url\nA,https://a.example\nB,nowhere\n").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("line 3: submission_url"), "{}", wrong.text);
    let all: i64 = sqlx::query_scalar("select count(*) from autobolt.directories")
        .fetch_one(&site.db.app)
        .await
        .unwrap();
    assert_eq!(all, 1, "nothing is written when there is any mistake");
}

#[tokio::test]
async fn metrics_are_counted_from_the_results_and_days_on_which_nothing_happened_are_there() {
    let site = Site::new().await;
    let name = &site.db.directories(1).await[0];
    went(&site, name, &[None, None, Some("rejected"), Some("skipped")]).await;
    let viewer = site.signed_in(Role::Viewer).await;
    let told = viewer.get_json("/staff/api/metrics?days=7").await.json();
    assert_eq!((&told["totals"]["submitted"], &told["totals"]["failed"]), (&json!(2), &json!(1)), "{told}");
    assert_eq!(told["days"].as_array().unwrap().len(), 7);
    assert_eq!((&told["days"][6]["submitted"], &told["days"][0]["submitted"]), (&json!(2), &json!(0)));
    assert_eq!(told["directories"][0]["name"], json!(name));
    let page = viewer.get("/staff/metrics?days=7").await.text;
    assert!(page.contains("67 %") && page.contains("<svg class=\"chart\""), "{page}");
    assert_eq!(viewer.get_json("/staff/api/metrics?days=0").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn every_autobolt_is_stopped_at_once_and_each_shows_when_it_did() {
    let site = Site::new().await;
    let ana = site.signed_in(Role::Operator).await;
    for _ in 0..2 {
        let (_, key) = site.key(&[autobolt_backend::keys::Scope::Worker]).await;
        sqlx::query("insert into autobolt.workers (key_id) values ($1)")
            .bind(key)
            .execute(&site.db.app)
            .await
            .unwrap();
    }
    let done = ana.post("/staff/api/bulk/workers/stop", json!({})).await.done();
    assert!(done.starts_with("2 AutoBolts asked to stop"), "{done}");
    ana.post("/staff/api/bulk/workers/stop", json!({})).await.refused("already_stopping");
    sqlx::query("update autobolt.workers set stopped_at = stop_requested_at + interval '4 seconds', state = 'stopped'")
        .execute(&site.db.app)
        .await
        .unwrap();
    assert!(ana.get("/staff/autobolts").await.text.contains("it took effect 4.0 s later"));
    ana.post("/staff/api/bulk/workers/allow", json!({})).await.done();
}

#[tokio::test]
async fn an_admin_lets_somebody_in_gives_roles_and_never_shuts_everybody_out() {
    let site = Site::new().await;
    let admin = site.signed_in(Role::Admin).await;
    let page = admin.post_form("/staff/people/link", "email=new%40staff.example&role=viewer").await;
    assert!(page.text.contains("/staff/link/") && page.text.contains("new@staff.example"), "{}", page.text);
    let wrong = admin.post_form("/staff/people/link", "email=nobody&role=viewer").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let op = site.signed_in(Role::Operator).await;
    let people = admin.get_json("/staff/api/staff").await.json();
    let id = |role: &str| {
        let all = people["staff"].as_array().unwrap();
        all.iter().find(|person| person["role"] == role).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let last =
        admin.post(&format!("/staff/api/staff/{}/role", id("admin")), json!({ "role": "viewer" })).await;
    assert_eq!(last.status, StatusCode::CONFLICT);
    assert!(last.text.contains("last administrator"), "{}", last.text);
    admin.post_form(&format!("/staff/api/staff/{}/role", id("operator")), "role=viewer").await.done();
    assert_eq!(
        op.get_json("/staff/jobs/new").await.status,
        StatusCode::FORBIDDEN,
        "it holds from the next click on"
    );
    admin.post(&format!("/staff/api/staff/{}/disable", id("operator")), json!({})).await.done();
    assert_eq!(op.get_json("/staff/api/jobs").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_webhook_is_told_once_that_a_directory_waits_for_a_person() {
    use axum::{Router, routing::post};
    let site = Site::new().await;
    site.feed();
    let (heard, mut messages) = tokio::sync::mpsc::channel::<String>(8);
    let hook = Router::new().route(
        "/hook",
        post(move |body: String| async move {
            heard.send(body).await.unwrap();
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(listener, hook).await });
    let job = site.job(2).await;
    site.set(&job, &job.directories[0], "retry", Some("captcha")).await;
    tokio::spawn(autobolt_backend::notify::run(site.app.clone(), url));
    // What waits at the start was told before.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    site.set(&job, &job.directories[1], "retry", Some("login")).await;
    let limit = std::time::Duration::from_secs(30);
    let message = tokio::time::timeout(limit, messages.recv()).await.expect("it is told").unwrap();
    let message: Value = serde_json::from_str(&message).unwrap();
    assert_eq!(message["needs_staff"], 2);
    assert!(
        message["text"].as_str().unwrap().starts_with("2 directories need a person: http://"),
        "{message}"
    );
}
