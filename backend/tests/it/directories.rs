//! The catalogue in the database.

use crate::support::TestDb;
use autobolt_backend::catalogue::{builtin, check};
use autobolt_backend::store::directories::{Imported, export, import};
use autobolt_backend::tables::{Format, read};
use chrono::{DateTime, Utc};

async fn csv(db: &TestDb, text: &str) -> Imported {
    let catalogue = check(read(text, Format::Csv).unwrap()).unwrap();
    import(&mut db.app.acquire().await.unwrap(), &catalogue.directories).await.unwrap()
}

#[tokio::test]
async fn the_shipped_catalogue_is_imported_once_and_then_unchanged() {
    let db = TestDb::new().await;
    let catalogue = check(builtin().unwrap()).unwrap();
    let mut app = db.app.acquire().await.unwrap();
    let n = catalogue.directories.len() as u64;
    let first = import(&mut app, &catalogue.directories).await.unwrap();
    assert_eq!(first, Imported { added: n, changed: 0, unchanged: 0 });
    let again = import(&mut app, &catalogue.directories).await.unwrap();
    assert_eq!(again, Imported { added: 0, changed: 0, unchanged: n });
}

#[tokio::test]
async fn an_import_changes_what_it_names_and_leaves_the_rest() {
    let db = TestDb::new().await;
    let first = csv(&db, "name,submission_url,category,notes,has_captcha,authority\nA,https://a.example/add,General,ask Ana,true,40\n").await;
    assert_eq!(first.added, 1);
    let seen = "select has_captcha_at from autobolt.directories where name = 'A'";
    let at: Option<DateTime<Utc>> = sqlx::query_scalar(seen).fetch_one(&db.app).await.unwrap();
    assert!(at.is_some(), "a flag is noted with the time it was seen");

    let second = csv(
        &db,
        "name,submission_url,category,active\nA,https://a.example/new,,no\nB,https://b.example/,Food,\n",
    )
    .await;
    assert_eq!(second, Imported { added: 1, changed: 1, unchanged: 0 });
    let all = export(&mut db.app.acquire().await.unwrap()).await.unwrap();
    let a = &all[0];
    assert_eq!(a.submission_url.as_deref(), Some("https://a.example/new"));
    assert_eq!((a.category.as_deref(), a.active), (None, false), "an empty value says unknown");
    assert_eq!(
        (a.notes.as_deref(), a.authority),
        (Some("ask Ana"), Some(40)),
        "an absent column says nothing"
    );
    assert!(all[1].active, "a new directory is active unless the file says otherwise");
    let unchanged: Option<DateTime<Utc>> = sqlx::query_scalar(seen).fetch_one(&db.app).await.unwrap();
    assert_eq!(unchanged, at);

    csv(&db, "name,submission_url,has_captcha\nA,https://a.example/new,\n").await;
    let forgotten: Option<DateTime<Utc>> = sqlx::query_scalar(seen).fetch_one(&db.app).await.unwrap();
    assert_eq!(forgotten, None);
}
