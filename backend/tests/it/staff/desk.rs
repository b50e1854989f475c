//! What staff do all day: many at once, what a customer is asked once, what is handed to the customer.

use super::{Job, Site};
use autobolt_backend::staff::session::Role;
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

async fn says(site: &Site, job: &Job, directory: &str, log: Value) {
    sqlx::query("update public.job_results set response_log = $3 where job_id = $1 and directory_name = $2")
        .bind(job.id)
        .bind(directory)
        .bind(log)
        .execute(&site.db.app)
        .await
        .unwrap();
}

async fn customer_of(site: &Site, job: &Job) -> Uuid {
    sqlx::query_scalar("select customer_id from public.jobs where id = $1")
        .bind(job.id)
        .fetch_one(&site.db.app)
        .await
        .unwrap()
}

async fn profile(site: &Site, customer: Uuid) -> Value {
    sqlx::query_scalar("select autobolt.customer_profile($1)")
        .bind(customer)
        .fetch_one(&site.db.app)
        .await
        .unwrap()
}

async fn ids(site: &Site, job: &Job, directories: &[&String]) -> Vec<Uuid> {
    sqlx::query_scalar("select id from public.job_results where job_id = $1 and directory_name = any ($2)")
        .bind(job.id)
        .bind(directories.iter().map(|name| (*name).clone()).collect::<Vec<_>>())
        .fetch_all(&site.db.app)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_customer_is_asked_once_and_every_directory_that_lacks_nothing_more_is_tried_again() {
    let site = Site::new().await;
    let job = site.job(4).await;
    let [a, b, c, d] = &job.directories[..] else { panic!("four") };
    for (name, missing) in [
        (a, json!(["Year founded *"])),
        (b, json!(["Year founded:"])),
        (c, json!(["Year founded", "VAT number"])),
    ] {
        site.set(&job, name, "retry", Some("missing_data")).await;
        says(&site, &job, name, json!({ "missing": missing })).await;
    }
    site.set(&job, d, "retry", Some("captcha")).await;
    let ana = site.signed_in(Role::Operator).await;
    let page = ana.get("/staff/needs-you").await.text;
    assert_eq!(page.matches("name=\"answer:Year founded").count(), 1, "one question, however it is written");
    assert!(page.contains("3 directories"), "{page}");

    let customer = customer_of(&site, &job).await;
    let path = format!("/staff/api/customers/{customer}/answers");
    let done = ana.post(&path, json!({ "answer:Year founded *": " 1998 " })).await;
    assert_eq!(done.json()["directories"], 2, "{}", done.text);
    assert!(done.done().contains("1 still lack"), "{}", done.text);
    assert_eq!(site.standing(&job, a).await.0, "pending");
    assert_eq!(site.standing(&job, b).await.0, "pending");
    assert_eq!(site.standing(&job, c).await.1.as_deref(), Some("missing_data"));
    assert_eq!(site.standing(&job, d).await.1.as_deref(), Some("captcha"));
    // A fact that any form may ask for under another label, too.
    assert_eq!(profile(&site, customer).await["founded_year"], 1998);

    // What was answered before counts for what is answered later.
    ana.post(&path, json!({ "answer:VAT number": "DE1" })).await.done();
    assert_eq!(site.standing(&job, c).await.0, "pending");
    let empty = ana.post(&path, json!({})).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = format!("/staff/api/customers/{}/answers", Uuid::new_v4());
    assert_eq!(ana.post(&nobody, json!({ "answer:A": "b" })).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_act_for_many_does_those_that_were_named_and_says_why_others_stayed() {
    let site = Site::new().await;
    let customer = site.db.customer(json!({ "business_name": "Blue Door Bakery" })).await;
    let directories = site.db.directories(4).await;
    let mut jobs = Vec::new();
    for directory in &directories {
        jobs.push(site.job_of(customer.0, std::slice::from_ref(directory)).await);
    }
    let ana = site.signed_in(Role::Operator).await;
    ana.post(&jobs[0].action("approve"), json!({})).await.done();
    let named = format!("{},{},{}", jobs[0].id, jobs[1].id, jobs[2].id);
    let done = ana.post_form("/staff/api/bulk/jobs/approve", &format!("jobs={named}")).await.done();
    assert!(done.starts_with("2 approved; 1 left as they are, e.g.: The job was approved already"), "{done}");
    let waiting = ana.get("/staff?state=waiting").await.text;
    assert!(waiting.contains(&jobs[3].id.to_string()) && !waiting.contains(&jobs[2].id.to_string()));
    ana.post("/staff/api/bulk/jobs/approve", json!({ "jobs": [jobs[1].id] }))
        .await
        .refused("already_approved");
    let none = ana.post("/staff/api/bulk/jobs/approve", json!({ "jobs": [] })).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = ana.get("/staff").await.text;
    assert!(page.contains("Pause the 3 jobs shown here?"), "the confirm says how many: {page}");
}

#[tokio::test]
async fn directories_of_several_jobs_are_done_again_or_left_out_at_once() {
    let site = Site::new().await;
    let job = site.job(3).await;
    let [a, b, c] = &job.directories[..] else { panic!("three") };
    for name in [a, b] {
        site.set(&job, name, "retry", Some("payment")).await;
    }
    site.set(&job, c, "submitted", None).await;
    let ana = site.signed_in(Role::Operator).await;
    let both = ids(&site, &job, &[a, c]).await;
    let done = ana.post("/staff/api/bulk/results/skip", json!({ "results": both })).await.done();
    assert!(done.starts_with("1 left out; 1 left as they are"), "{done}");
    assert_eq!(site.standing(&job, a).await.1.as_deref(), Some("skipped"));
    let one = ids(&site, &job, &[b]).await;
    ana.post("/staff/api/bulk/results/retry", json!({ "results": one })).await.done();
    assert_eq!(site.standing(&job, b).await.0, "pending");
}

#[tokio::test]
async fn a_priority_is_a_small_number_and_stands_in_the_audit_log() {
    let site = Site::new().await;
    let job = site.job(1).await;
    let ana = site.signed_in(Role::Operator).await;
    ana.post_form(&job.action("priority"), "priority=50").await.done();
    let wild = ana.post(&job.action("priority"), json!({ "priority": 1_000 })).await;
    assert_eq!(wild.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (before, after): (i64, i64) = sqlx::query_as(
        "select (before #>> '{job,priority}')::bigint, (after #>> '{job,priority}')::bigint from autobolt.audit_log
         where job_id = $1 and action = 'job.priority'",
    )
    .bind(job.id)
    .fetch_one(&site.db.app)
    .await
    .unwrap();
    assert_eq!((before, after), (0, 50));
    assert_eq!(ana.get_json(&format!("/staff/api/jobs/{}", job.id)).await.json()["priority"], 50);
    assert!(ana.get("/staff").await.text.contains("goes first"));
}

#[tokio::test]
async fn a_job_s_directories_are_sorted_and_searched_as_the_address_says() {
    let site = Site::new().await;
    let job = site.job(3).await;
    let [a, b, c] = &job.directories[..] else { panic!("three") };
    site.set(&job, b, "failed", Some("rejected")).await;
    says(&site, &job, c, json!({ "summary": "A purple answer." })).await;
    let viewer = site.signed_in(Role::Viewer).await;
    let page = |query: &str| format!("/staff/jobs/{}{query}", job.id);
    let order = |html: &str| {
        let mut names: Vec<(usize, String)> = [a, b, c]
            .into_iter()
            .filter_map(|name| Some((html.find(&format!("<b>{name}</b>"))?, name.clone())))
            .collect();
        names.sort();
        names.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    let down = viewer.get(&page("?sort=-name")).await.text;
    assert_eq!(order(&down), [c.clone(), b.clone(), a.clone()]);
    assert!(down.contains("aria-sort=\"descending\""));
    assert_eq!(order(&viewer.get(&page("?q=PURPLE")).await.text), std::slice::from_ref(c));
    assert_eq!(order(&viewer.get(&page("?reason=rejected&show=failed")).await.text), std::slice::from_ref(b));
    assert_eq!(order(&viewer.get(&page("?sort=nonsense&page=7")).await.text), Vec::<String>::new());
}

#[tokio::test]
async fn an_exported_cell_is_never_a_formula() {
    let site = Site::new().await;
    let customer = site.db.customer(json!({ "business_name": "Blue \"Door\"\r\nBakery" })).await;
    let bad = "=HYPERLINK(\"http://evil.example\")";
    sqlx::query("insert into autobolt.directories (name, home_url) values ($1, 'https://a.example')")
        .bind(bad)
        .execute(&site.db.app)
        .await
        .unwrap();
    let job = site.job_of(customer.0, &[bad.to_owned()]).await;
    says(&site, &job, bad, json!({ "summary": "@SUM(1)" })).await;
    let viewer = site.signed_in(Role::Viewer).await;
    let answer = viewer.get(&format!("/staff/jobs/{}/results.csv", job.id)).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(answer.header("content-disposition").contains("filename=\"Blue-Door-Bakery-"));
    let mut reader = csv::Reader::from_reader(answer.text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), &rows[0][0], &rows[0][10]), (1, &*format!("'{bad}"), "'@SUM(1)"));
}

#[tokio::test]
async fn the_customer_s_report_tells_what_became_of_the_order_in_the_customer_s_words() {
    let site = Site::new().await;
    let job = site.job(5).await;
    let [a, b, c, d, _] = &job.directories[..] else { panic!("five") };
    site.set(&job, a, "submitted", None).await;
    site.set(&job, b, "submitted", Some("needs_email_confirmation")).await;
    site.set(&job, c, "retry", Some("missing_data")).await;
    says(&site, &job, c, json!({ "missing": ["Year founded"], "summary": "internal words" })).await;
    site.set(&job, d, "failed", Some("unsupported_form")).await;
    let viewer = site.signed_in(Role::Viewer).await;
    let page = viewer.get(&format!("/staff/jobs/{}/report", job.id)).await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "Blue Door Bakery",
        "Please confirm by e-mail",
        "What we need from you",
        "Year founded",
        "takes no new listings online",
    ] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    for inside in ["internal words", "unsupported_form", "AutoBolt ·", "worker"] {
        assert!(!page.text.contains(inside), "{inside}");
    }
}

#[tokio::test]
async fn a_customer_of_our_own_is_edited_in_place_and_one_of_the_sign_up_s_is_laid_over() {
    let site = Site::new().await;
    let ana = site.signed_in(Role::Operator).await;
    let added = ana
        .post("/staff/api/customers", json!({ "business_name": "New Leaf Books", "email": "a@leaf.example" }))
        .await;
    let id: Uuid = added.json()["id"].as_str().unwrap().parse().unwrap();
    let path = format!("/staff/api/customers/{id}");
    let done = ana
        .post_form(
            &path,
            "business_name=New+Leaf+Books&email=&phone=%2B1+217+555+0100&whatsapp=%2B12175550100",
        )
        .await;
    assert!(done.done().contains("3 fields changed"), "{}", done.text);
    let fields = ana.get_json(&path).await.json()["fields"].clone();
    assert_eq!((&fields["phone"], &fields["email"]), (&json!("+1 217 555 0100"), &Value::Null));
    assert!(fields["whatsapp"].is_string());
    let wrong = ana.post_form(&path, "founded_year=soon&email=nobody").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("founded_year: it takes") && wrong.text.contains("email"), "{}", wrong.text);
    let nameless = ana.post_form(&path, "business_name=").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);

    sqlx::query("comment on table public.customers is null").execute(&site.db.owner).await.unwrap();
    assert!(
        ana.get(&format!("/staff/customers/{id}")).await.text.contains("belongs to the website’s sign-up")
    );
    ana.post_form(&path, "phone=%2B1+217+555+0199").await.done();
    assert_eq!(profile(&site, id).await["phone"], "+1 217 555 0199");
    let theirs: String = sqlx::query_scalar("select phone from public.customers where id = $1")
        .bind(id)
        .fetch_one(&site.db.owner)
        .await
        .unwrap();
    assert_eq!(theirs, "+1 217 555 0100", "the sign-up's own record stays");
    let refused = ana.post("/staff/api/customers", json!({ "business_name": "Other" })).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_customer_s_page_says_what_is_not_known_and_how_many_directories_ask_for_it() {
    let site = Site::new().await;
    let job = site.job(2).await;
    for name in &job.directories {
        site.set(&job, name, "retry", Some("missing_data")).await;
        says(&site, &job, name, json!({ "missing": ["Year established"] })).await;
    }
    let viewer = site.signed_in(Role::Viewer).await;
    let customer = customer_of(&site, &job).await;
    let shown = viewer.get_json(&format!("/staff/api/customers/{customer}")).await.json();
    assert_eq!(
        (&shown["known"], &shown["lacks"][0]),
        (&json!(1), &json!({ "field": "founded_year", "directories": 2 }))
    );
    let page = viewer.get(&format!("/staff/customers/{customer}")).await.text;
    assert!(page.contains("2 directories ask"), "{page}");
    assert!(!page.contains("hx-post=\"/staff/api/jobs"), "a viewer sees no button that would be refused");
}

#[tokio::test]
async fn a_job_s_pace_is_told_only_when_enough_was_done_to_know_it() {
    let site = Site::new().await;
    let job = site.job(12).await;
    let (_, key) = site.key(&[autobolt_backend::keys::Scope::Worker]).await;
    sqlx::query(
        "update autobolt.job_control set approved_at = now(), lease_token_hash = '\\x00', lease_key_id = $2,
                lease_expires_at = now() + interval '1 minute' where job_id = $1",
    )
    .bind(job.id)
    .bind(key)
    .execute(&site.db.app)
    .await
    .unwrap();
    let done = async |n: i64| {
        for name in &job.directories[..usize::try_from(n).unwrap()] {
            site.set(&job, name, "submitted", None).await;
        }
        sqlx::query(
            "update autobolt.submissions set started_at = now(), updated_at = now() - (position * 10 || ' seconds')::interval
             where job_id = $1 and position <= $2",
        )
        .bind(job.id)
        .bind(i32::try_from(n).unwrap())
        .execute(&site.db.app)
        .await
        .unwrap();
    };
    let viewer = site.signed_in(Role::Viewer).await;
    let path = format!("/staff/api/jobs/{}", job.id);
    done(4).await;
    assert_eq!(viewer.get_json(&path).await.json()["directories_per_hour"], Value::Null);
    done(6).await;
    let told = viewer.get_json(&path).await.json();
    // Six within sixty seconds: five more since the first, and six are left.
    let per_hour = told["directories_per_hour"].as_f64().unwrap();
    assert!((290.0..=301.0).contains(&per_hour), "{told}");
    assert!((70.0..=75.0).contains(&told["seconds_left"].as_f64().unwrap()), "{told}");
    assert!(viewer.get("/staff").await.text.contains("5 a minute · about 2 min left"));
}
