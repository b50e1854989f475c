//! Recipes on a directory's page: learnt and proposed, approved, edited, refused, restored.

use super::{Answer, Browser, Site};
use autobolt_backend::{jobs::recipes, staff::session::Role};
use autobolt_shared::JobId;
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

async fn directory(site: &Site) -> (Uuid, String) {
    let names = site.db.directories(1).await;
    let id = sqlx::query_scalar("select id from autobolt.directories where name = $1")
        .bind(&names[0])
        .fetch_one(&site.db.app)
        .await
        .unwrap();
    (id, names[0].clone())
}

async fn in_force(site: &Site, id: Uuid) -> Option<Value> {
    sqlx::query_scalar("select recipe from autobolt.directories where id = $1")
        .bind(id)
        .fetch_one(&site.db.app)
        .await
        .unwrap()
}

async fn learn(site: &Site, id: Uuid, recipe: Value) {
    let log = json!({ "learned": { "recipe": recipe, "left_out": [{ "label": "Licence", "why": "not the customer's data" }] } });
    let mut conn = site.db.app.acquire().await.unwrap();
    recipes::learn(&mut conn, id, &log, JobId(Uuid::new_v4()), "key:Front desk").await.unwrap();
}

async fn waiting(site: &Site, id: Uuid) -> Vec<i64> {
    sqlx::query_scalar(
        "select id from autobolt.recipe_proposals where directory_id = $1 and decision is null order by id",
    )
    .bind(id)
    .fetch_all(&site.db.app)
    .await
    .unwrap()
}

fn body(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

async fn save(browser: &Browser<'_>, id: Uuid, text: &str, seen: &str) -> Answer {
    browser
        .post_form(&format!("/staff/directories/{id}/recipe"), &body(&[("recipe", text), ("seen", seen)]))
        .await
}

/// The version the page says it shows.
async fn seen(browser: &Browser<'_>, id: Uuid) -> String {
    let page = browser.get(&format!("/staff/directories/{id}/recipe")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let at = page.text.split("name=\"seen\" value=\"").nth(1).unwrap();
    at.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_proposal_is_shown_line_by_line_and_used_only_when_it_is_approved() {
    let site = Site::new().await;
    let (id, name) = directory(&site).await;
    let ana = site.signed_in(Role::Operator).await;
    learn(&site, id, json!({ "fields": { "f_9": "phone" } })).await;
    // The same again is no second proposal.
    learn(&site, id, json!({ "fields": { "f_9": "phone" } })).await;
    let [proposal] = waiting(&site, id).await[..] else { panic!("one") };
    assert_eq!(in_force(&site, id).await, None);

    assert!(ana.get("/staff/directories").await.text.contains("recipe proposed"));
    let page = ana.get(&format!("/staff/directories/{id}/recipe")).await.text;
    assert!(
        page.contains(&name) && page.contains("“f_9” is the phone") && page.contains("Licence"),
        "{page}"
    );

    let path = format!("/staff/directories/{id}/proposals/{proposal}/approve");
    let wrong = ana.post_form(&path, &body(&[("recipe", r#"{ "fields": { "f_9": "fone" } }"#)])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("did you mean `phone`") && wrong.text.contains("fone"), "{}", wrong.text);
    assert_eq!(in_force(&site, id).await, None);
    let edited = r#"{ "fields": { "f_9": "mobile" } }"#;
    let done = ana.post_form(&path, &body(&[("recipe", edited)])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(in_force(&site, id).await, Some(json!({ "fields": { "f_9": "mobile" } })));
    assert!(waiting(&site, id).await.is_empty());
    let again = ana.post_form(&path, &body(&[("recipe", edited)])).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    let log: Vec<(String, Option<String>, Option<Value>)> = sqlx::query_as(
        "select action, subject, after from autobolt.audit_log where action like 'directory.recipe%'",
    )
    .fetch_all(&site.db.app)
    .await
    .unwrap();
    let entry = ("directory.recipe_approve".to_owned(), Some(name), in_force(&site, id).await);
    assert_eq!(log, [entry]);
}

#[tokio::test]
async fn a_refused_proposal_does_not_come_back_and_what_is_in_force_already_is_not_proposed() {
    let site = Site::new().await;
    let (id, _) = directory(&site).await;
    let ana = site.signed_in(Role::Operator).await;
    let recipe = json!({ "submit_text": "Zorb now" });
    learn(&site, id, recipe.clone()).await;
    let [proposal] = waiting(&site, id).await[..] else { panic!("one") };
    let path = format!("/staff/directories/{id}/proposals/{proposal}/refuse");
    assert_eq!(ana.post_form(&path, "").await.status, StatusCode::SEE_OTHER);
    learn(&site, id, recipe.clone()).await;
    assert!(waiting(&site, id).await.is_empty() && in_force(&site, id).await.is_none());

    let version = seen(&ana, id).await;
    assert_eq!(
        save(&ana, id, &json!({ "ignore": ["x"] }).to_string(), &version).await.status,
        StatusCode::SEE_OTHER
    );
    learn(&site, id, json!({ "ignore": ["x"] })).await;
    // What is no recipe is left out, and the result it came with stands.
    learn(&site, id, json!({ "fields": { "a": "nonsense" } })).await;
    assert!(waiting(&site, id).await.is_empty());
}

#[tokio::test]
async fn the_editor_tells_every_mistake_keeps_the_text_and_lets_nobody_overwrite_unseen() {
    let site = Site::new().await;
    let (id, _) = directory(&site).await;
    let (ana, ben) = (site.signed_in(Role::Operator).await, site.signed_in(Role::Operator).await);
    let version = seen(&ana, id).await;
    let wrong = save(&ana, id, r#"{ "fields": { "a": "cityy" }, "selectors": {} }"#, &version).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["did you mean `city`?", "a recipe has no such part", "cityy"] {
        assert!(wrong.text.contains(part), "{part}: {}", wrong.text);
    }
    let cut = save(&ana, id, "{ \"fields\": ", &version).await;
    assert!(cut.text.contains("This is not valid JSON") && cut.text.contains("line 1"), "{}", cut.text);

    let good = r#"{ "fields": { "a": "city" } }"#;
    assert_eq!(save(&ben, id, good, &version).await.status, StatusCode::SEE_OTHER);
    let late = save(&ana, id, r#"{ "ignore": ["b"] }"#, &version).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text.contains("Somebody changed this recipe") && late.text.contains("ignore"),
        "{}",
        late.text
    );
    assert_eq!(in_force(&site, id).await, Some(json!({ "fields": { "a": "city" } })));

    let viewer = site.signed_in(Role::Viewer).await;
    assert_eq!(save(&viewer, id, good, "0").await.status, StatusCode::FORBIDDEN);
    assert!(!viewer.get(&format!("/staff/directories/{id}/recipe")).await.text.contains("<textarea"));
    assert_eq!(
        ana.get(&format!("/staff/directories/{}/recipe", Uuid::new_v4())).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn every_version_is_kept_and_can_be_restored_also_one_that_came_with_the_catalogue() {
    let site = Site::new().await;
    let (id, _) = directory(&site).await;
    let ana = site.signed_in(Role::Operator).await;
    sqlx::query("update autobolt.directories set recipe = $2 where id = $1")
        .bind(id)
        .bind(json!({ "ignore": ["imported"] }))
        .execute(&site.db.owner)
        .await
        .unwrap();
    let version = seen(&ana, id).await;
    assert_eq!(save(&ana, id, "", &version).await.status, StatusCode::SEE_OTHER);
    assert_eq!(in_force(&site, id).await, None);
    let versions: Vec<(i64, Option<Value>, String)> = sqlx::query_as(
        "select id, recipe, origin from autobolt.recipe_versions where directory_id = $1 order by id",
    )
    .bind(id)
    .fetch_all(&site.db.app)
    .await
    .unwrap();
    let origins: Vec<&str> = versions.iter().map(|(_, _, origin)| origin.as_str()).collect();
    assert_eq!(origins, ["imported", "edited"]);
    let path = format!("/staff/directories/{id}/recipe/restore");
    let first = versions[0].0.to_string();
    assert_eq!(ana.post_form(&path, &body(&[("version", &first)])).await.status, StatusCode::SEE_OTHER);
    assert_eq!(in_force(&site, id).await, Some(json!({ "ignore": ["imported"] })));
    assert_eq!(ana.post_form(&path, &body(&[("version", "999999")])).await.status, StatusCode::CONFLICT);
    let page = ana.get(&format!("/staff/directories/{id}/recipe")).await.text;
    assert!(page.contains("from the catalogue") && page.contains("Leave “imported” alone"), "{page}");
    // History cannot be rewritten by the role that serves.
    let rewritten =
        sqlx::query("update autobolt.recipe_versions set made_by = 'x'").execute(&site.db.app).await;
    assert!(rewritten.is_err());
}
