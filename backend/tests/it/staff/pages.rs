//! What the pages and the JSON API say.

use super::Site;
use autobolt_backend::staff::session::Role;
use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

const PAGES: &[&str] = &[
    "/staff",
    "/staff?state=failed",
    "/staff/needs-you",
    "/staff/autobolts",
    "/staff/customers",
    "/staff/customers?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/staff/directories",
    "/staff/directories/import",
    "/staff?q=%3Cscript%3Ealert(1)",
    "/staff/directories?q=%22%3E%3Cscript%3Ealert(1)",
    "/staff/metrics",
    "/staff/people",
    "/staff/keys",
    "/staff/audit",
    "/staff/jobs/new",
];

/// A job whose every text is an attack: names, logs, evidence, notes.
async fn hostile(site: &Site) -> Uuid {
    let bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    let customer = site.db.customer(json!({ "business_name": bad, "email": "<b>@x.example" })).await;
    sqlx::query("insert into autobolt.directories (name, home_url) values ($1, 'javascript:alert(3)')")
        .bind(bad)
        .execute(&site.db.app)
        .await
        .unwrap();
    let job = site.job_of(customer.0, &[bad.to_owned()]).await;
    site.set(&job, bad, "retry", Some("captcha")).await;
    sqlx::query("update public.job_results set response_log = $2 where job_id = $1")
        .bind(job.id)
        .bind(json!({ "summary": bad, "missing": [bad], "evidence": [{ "kind": "confirmation_text", "value": bad }] }))
        .execute(&site.db.app)
        .await
        .unwrap();
    let mut tx = site.db.app.begin().await.unwrap();
    autobolt_backend::store::events::record(
        &mut tx,
        "result",
        Some(autobolt_shared::JobId(job.id)),
        Some(bad),
        bad,
        json!({ "status": "\"><script>alert(4)", "action": bad }),
    )
    .await
    .unwrap();
    let key =
        autobolt_backend::keys::create(&mut tx, bad, &[autobolt_backend::keys::Scope::Worker], None, bad)
            .await
            .unwrap();
    sqlx::query("insert into autobolt.workers (key_id, build, doing) values ($1, $2, $3)")
        .bind(key.id)
        .bind(bad)
        .bind(json!([{ "directory_name": bad, "step": "filling", "for_ms": 1 }]))
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    job.id
}

/// The pages about that job, its customer and its directory.
async fn about(site: &Site, job: Uuid) -> Vec<String> {
    let (customer, directory): (Uuid, Uuid) = sqlx::query_as(
        "select customer_id, directory_id from autobolt.submissions where job_id = $1 limit 1",
    )
    .bind(job)
    .fetch_one(&site.db.app)
    .await
    .unwrap();
    vec![
        format!("/staff/jobs/{job}"),
        format!("/staff/jobs/{job}?q=%22%3E%3Cscript%3Ealert(1)&sort=-took"),
        format!("/staff/jobs/{job}/report"),
        format!("/staff/customers/{customer}"),
        format!("/staff/directories/{directory}"),
    ]
}

#[tokio::test]
async fn hostile_texts_are_shown_and_never_run() {
    let site = Site::new().await;
    let job = hostile(&site).await;
    let admin = site.signed_in(Role::Admin).await;
    let about = about(&site, job).await;
    let mut shown = 0;
    for page in PAGES.iter().copied().chain(about.iter().map(String::as_str)) {
        let answer = admin.get(page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.text);
        let html = &answer.text;
        assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{page}");
        for link in ["href=\"javascript:", "src=\"javascript:", "action=\"javascript:"] {
            assert!(!html.contains(link), "{page}");
        }
        shown += usize::from(html.contains("&#60;script&#62;alert(1)"));
    }
    assert!(shown >= 6, "the texts are there, as texts: {shown}");
}

#[tokio::test]
async fn no_page_needs_inline_script_or_style_and_every_one_forbids_them() {
    let site = Site::new().await;
    let job = hostile(&site).await;
    let admin = site.signed_in(Role::Admin).await;
    let about = about(&site, job).await;
    for page in PAGES.iter().copied().chain(about.iter().map(String::as_str)).chain(["/staff/sign-in"]) {
        let answer = admin.get(page).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{page}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{page}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{page}");
        assert_eq!(answer.header("cache-control"), "no-store", "{page}");
        for inline in ["<style", " style=", "<script>", "hx-on", "onclick="] {
            assert!(!answer.text.contains(inline), "{page} has {inline}");
        }
    }
}

#[tokio::test]
async fn a_viewer_sees_no_button_that_would_be_refused() {
    let site = Site::new().await;
    let job = site.job(1).await;
    site.set(&job, &job.directories[0], "retry", Some("captcha")).await;
    let viewer = site.signed_in(Role::Viewer).await;
    for page in ["/staff", "/staff/needs-you", &format!("/staff/jobs/{}", job.id)] {
        let html = viewer.get(page).await.text;
        assert!(!html.contains("hx-post"), "{page}");
        assert!(!html.contains("/staff/keys"), "{page}");
    }
}

#[tokio::test]
async fn the_json_api_counts_progress_from_the_rows() {
    let site = Site::new().await;
    let job = site.job(5).await;
    let [a, b, c, d, _] = &job.directories[..] else { panic!("five") };
    site.set(&job, a, "submitted", None).await;
    site.set(&job, b, "failed", Some("rejected")).await;
    site.set(&job, c, "retry", Some("captcha")).await;
    site.set(&job, d, "retry", Some("timeout")).await;
    let viewer = site.signed_in(Role::Viewer).await;
    let listed = viewer.get_json("/staff/api/jobs?status=pending").await.json();
    assert_eq!(
        listed["jobs"][0]["progress"],
        json!({ "done": 2, "total": 5, "submitted": 1, "failed": 1, "retry": 2, "needs_staff": 1 })
    );
    assert_eq!(listed["jobs"][0]["customer_name"], "Blue Door Bakery");
    assert_eq!(listed["next_offset"], json!(null));
    let shown = viewer.get_json(&format!("/staff/api/jobs/{}", job.id)).await.json();
    let names: Vec<&str> =
        shown["results"].as_array().unwrap().iter().map(|r| r["directory_name"].as_str().unwrap()).collect();
    assert_eq!(names, job.directories);
    assert_eq!(shown["results"][0]["status"], "submitted");
    assert!(shown["results"][0]["submitted_at"].is_string());
    assert_eq!(shown["results"][1]["reason"], "rejected");
    assert!(viewer.get(&format!("/staff/jobs/{}", job.id)).await.text.contains("<b>2/5</b>"));
}

#[tokio::test]
async fn jobs_are_paged_and_a_wrong_question_is_answered_with_what_is_possible() {
    let site = Site::new().await;
    let customer = site.db.customer(json!({ "business_name": "Blue Door Bakery" })).await;
    for _ in 0..3 {
        site.job_of(customer.0, &[]).await;
    }
    let viewer = site.signed_in(Role::Viewer).await;
    let first = viewer.get_json("/staff/api/jobs?limit=2").await.json();
    assert_eq!((first["jobs"].as_array().unwrap().len(), &first["next_offset"]), (2, &json!(2)));
    let second = viewer.get_json("/staff/api/jobs?limit=2&offset=2").await.json();
    assert_eq!((second["jobs"].as_array().unwrap().len(), &second["next_offset"]), (1, &json!(null)));
    for wrong in ["status=done", "limit=0", "limit=1000", "nonsense=1"] {
        let answer = viewer.get_json(&format!("/staff/api/jobs?{wrong}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    let none = viewer.get_json(&format!("/staff/api/jobs/{}", Uuid::new_v4())).await;
    assert_eq!((none.status, &none.json()["slug"]), (StatusCode::NOT_FOUND, &json!("not-found")));
}

#[tokio::test]
async fn a_pairing_code_is_shown_once_and_connects_an_autobolt() {
    let site = Site::new().await;
    let admin = site.signed_in(Role::Admin).await;
    let made = admin.post_form("/staff/keys/pair", "name=Front+desk").await;
    let code =
        made.text.split("aria-label=\"Pairing code\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(!admin.get("/staff/keys").await.text.contains(&code));
    let typed = autobolt_backend::keys::PairingCode::typed(&code);
    let new =
        autobolt_backend::keys::pair(&site.app.pool, &typed, "").await.unwrap().expect("the code is good");
    assert_eq!(new.name, "Front desk");
    assert!(admin.get("/staff/keys").await.text.contains("Front desk"));
}

#[tokio::test]
async fn style_and_script_are_cached_and_named_by_their_content() {
    let site = Site::new().await;
    let page = site.stranger().get("/staff/sign-in").await.text;
    let at = page.find("/staff/assets/autobolt.css?v=").expect("the page names its style");
    let path = page[at..].split('"').next().unwrap();
    let style = site.stranger().get(path).await;
    assert_eq!(style.status, StatusCode::OK);
    assert!(style.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn whatever_goes_wrong_a_browser_is_told_in_a_page_and_a_script_in_a_problem() {
    let site = Site::new().await;
    let ana = site.signed_in(Role::Operator).await;
    let large = format!("email=a&password={}", "x".repeat(3_000_000));
    let form = [("content-type", "application/x-www-form-urlencoded"), ("origin", super::ORIGIN)];
    for (method, path, kind, body, status) in [
        ("GET", "/staff/nowhere", "text/html", None, 404),
        ("GET", "/nowhere", "text/html", None, 404),
        ("GET", "/staff/jobs/no-id", "text/html", None, 400),
        ("DELETE", "/staff", "text/html", None, 405),
        ("GET", "/staff/keys", "text/html", None, 403),
        ("POST", "/staff/sign-in", "text/html", Some(large.as_str()), 413),
        ("POST", "/staff/sign-in", "text/html", Some("email=a"), 400),
    ] {
        for (accept, content) in
            [(kind, "text/html; charset=utf-8"), ("application/json", "application/problem+json")]
        {
            // What a page's own handler says is a page for everybody.
            let headers = [&form[..], &[("accept", accept)]].concat();
            let answer = ana.send(method, path, &headers, body.map(str::to_owned)).await;
            assert_eq!(answer.status.as_u16(), status, "{method} {path}: {}", answer.text);
            assert_eq!(answer.header("content-type"), content, "{method} {path}");
            assert!(
                answer.header("content-security-policy").contains("default-src") || accept != "text/html",
                "{path}"
            );
        }
    }
    let many = site.stranger();
    for _ in 0..6 {
        many.send("POST", "/staff/sign-in", &form, Some("email=a%40b.example&password=x".to_owned())).await;
    }
    let locked =
        many.send("POST", "/staff/sign-in", &form, Some("email=a%40b.example&password=x".to_owned())).await;
    assert_eq!((locked.status.as_u16(), locked.header("content-type")), (429, "text/html; charset=utf-8"));
}
