//! Customers belong to the sign-up: only profile fields come out of their table, and nothing goes into it.

use crate::support::TestDb;
use autobolt_backend::db;
use autobolt_backend::store::assets::Assets;
use autobolt_backend::store::customers;
use autobolt_shared::CustomerId;
use autobolt_shared::profile::aliases::{INNER_KEYS, allowed_keys, normal_key};
use serde_json::{Value, json};
use uuid::Uuid;

/// A sign-up's own table, as a website makes it: row security, other names, nested data, and secrets at every depth.
async fn foreign_customers(db: &TestDb) -> CustomerId {
    sqlx::raw_sql(
        "create table public.customers (
           id uuid primary key, email text unique, password_hash text not null, stripe_customer_id text,
           company_name text, business_data jsonb, created_at timestamptz default now());
         alter table public.customers enable row level security;
         create policy own_row on public.customers for select to authenticated using (true);
         grant select on public.customers to authenticated",
    )
    .execute(&db.owner)
    .await
    .unwrap();
    db::migrate(&db.options("postgres")).await.unwrap();
    let id = Uuid::new_v4();
    sqlx::query("insert into public.customers values ($1, 'hello@bluedoor.example', 'SECRET-hash', 'SECRET-cus', 'Blue Door', $2)")
        .bind(id)
        .bind(json!({
            "businessName": "Blue Door Bakery", "password_hash": "SECRET-nested", "passwordHash": "SECRET-camel",
            "address": {"line1": "1 Main St", "city": "Austin", "zip": "78701", "door_code": "SECRET-door"},
            "contact": {"name": "Ana Lopez", "api_token": "SECRET-token", "card": {"number": "SECRET-card"}},
            "social": [{"platform": "instagram", "url": "https://instagram.com/bluedoor", "access_token": "SECRET-oauth"}],
            "opening_hours": {"Mon-Fri": "9am-5pm", "sat_sun": {"closed": true}, "note_to_self": "SECRET-note"},
            "answers": {"password?": "SECRET-answer"}, "phone": "  ", "website": "bluedoor.example"
        }))
        .execute(&db.owner)
        .await
        .unwrap();
    CustomerId(id)
}

#[tokio::test]
async fn a_foreign_customer_table_gives_the_profile_and_no_secret() {
    let db = TestDb::empty().await;
    let id = foreign_customers(&db).await;
    let raw: Value = sqlx::query_scalar("select autobolt.customer_profile($1)")
        .bind(id.0)
        .fetch_one(&db.app)
        .await
        .unwrap();
    assert!(!raw.to_string().contains("SECRET"), "{raw}");

    let data = tempfile::tempdir().unwrap();
    let mut app = db.app.acquire().await.unwrap();
    let profile = customers::profile(&mut app, &Assets::new(data.path()), id).await.unwrap().unwrap();
    assert!(!serde_json::to_string(&profile).unwrap().contains("SECRET"));
    assert_eq!(profile.business_name.as_deref(), Some("Blue Door Bakery"));
    assert_eq!(profile.email.as_deref(), Some("hello@bluedoor.example"));
    assert_eq!((profile.street.as_deref(), profile.postcode.as_deref()), (Some("1 Main St"), Some("78701")));
    assert_eq!(profile.contact_name.as_deref(), Some("Ana Lopez"));
    assert_eq!(profile.opening_hours.len(), 7);
    assert_eq!(profile.social.len(), 1);
    assert_eq!(profile.phone, None);

    let found = customers::search(&mut app, "HELLO@", 10).await.unwrap();
    assert_eq!(found.len(), 1);
    assert!(
        customers::profile(&mut app, &Assets::new(data.path()), CustomerId(Uuid::new_v4()))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn the_serving_role_can_neither_read_nor_write_a_foreign_customer_table() {
    let db = TestDb::empty().await;
    let id = foreign_customers(&db).await;
    for sql in [
        "select password_hash from public.customers",
        "delete from public.customers",
        "update public.customers set email = 'x'",
    ] {
        let refused = sqlx::query(sql).execute(&db.app).await.unwrap_err();
        assert_eq!(refused.as_database_error().unwrap().code().as_deref(), Some("42501"), "{sql}");
    }
    let mut app = db.app.acquire().await.unwrap();
    assert!(!customers::are_ours(&mut app).await.unwrap());
    let columns = json!({"business_name": "Other"}).as_object().unwrap().clone();
    let refused = customers::put(&mut app, id, &columns).await.unwrap_err();
    assert_eq!(refused.as_database_error().unwrap().code().as_deref(), Some("42501"));
}

#[tokio::test]
async fn what_staff_added_wins_over_the_sign_up_under_any_name() {
    let db = TestDb::empty().await;
    let id = foreign_customers(&db).await;
    let data = tempfile::tempdir().unwrap();
    let mut app = db.app.acquire().await.unwrap();
    let add = |value: Value| value.as_object().unwrap().clone();
    customers::add_extras(
        &mut app,
        id,
        &add(json!({"postcode": "78702", "answers": {"Parking?": "Street"}})),
        "staff:a",
    )
    .await
    .unwrap();
    customers::add_extras(
        &mut app,
        id,
        &add(json!({"tagline": "Warm bread", "answers": {"Pets?": "Yes"}})),
        "staff:b",
    )
    .await
    .unwrap();
    let profile = customers::profile(&mut app, &Assets::new(data.path()), id).await.unwrap().unwrap();
    assert_eq!(profile.postcode.as_deref(), Some("78702"));
    assert_eq!(profile.tagline.as_deref(), Some("Warm bread"));
    assert_eq!(profile.answers.len(), 2);
    customers::add_extras(&mut app, id, &add(json!({"zip": null, "tagline": null})), "staff:b")
        .await
        .unwrap();
    let profile = customers::profile(&mut app, &Assets::new(data.path()), id).await.unwrap().unwrap();
    assert_eq!((profile.postcode.as_deref(), profile.tagline), (Some("78701"), None));
}

#[tokio::test]
async fn both_lists_of_names_are_the_same() {
    let db = TestDb::new().await;
    let sorted = |mut keys: Vec<String>| {
        keys.sort();
        keys
    };
    let of_sql: Vec<String> = sqlx::query_scalar("select unnest(autobolt.customer_allowed_keys())")
        .fetch_all(&db.app)
        .await
        .unwrap();
    let ours: Vec<String> = allowed_keys().into_iter().map(str::to_owned).collect();
    assert_eq!(sorted(of_sql), sorted(ours));
    // Inside a group the database knows days by a pattern; every key of ours must get through.
    let all: serde_json::Map<String, Value> =
        INNER_KEYS.iter().map(|k| ((*k).to_owned(), json!("x"))).collect();
    let kept: Value = sqlx::query_scalar("select autobolt.customer_inside($1)")
        .bind(Value::Object(all.clone()))
        .fetch_one(&db.owner)
        .await
        .unwrap();
    assert_eq!(kept, Value::Object(all));
}

#[tokio::test]
async fn both_sides_spell_a_key_the_same() {
    let db = TestDb::new().await;
    for raw in [
        "businessName",
        "Business Name",
        "URL",
        "web-site",
        " address1 ",
        "addressLine1",
        "X_url",
        "__a__b",
        "ÄÖ",
        "faxNo.",
    ] {
        let key: String = sqlx::query_scalar("select autobolt.customer_key($1)")
            .bind(raw)
            .fetch_one(&db.owner)
            .await
            .unwrap();
        assert_eq!(key, normal_key(raw), "{raw}");
    }
}

#[tokio::test]
async fn a_customer_of_our_own_is_added_and_changed_by_columns() {
    let db = TestDb::new().await;
    let id = db.customer(json!({"business_name": "A", "keywords": ["x", "y"], "opening_hours": {"monday": [{"from": "08:00", "to": "12:00"}]}})).await;
    let mut app = db.app.acquire().await.unwrap();
    let columns =
        json!({"city": "Austin", "business_data": {"state_name": "Texas"}}).as_object().unwrap().clone();
    customers::put(&mut app, id, &columns).await.unwrap();
    let fields = customers::fields(&mut app, id).await.unwrap().unwrap();
    assert_eq!(fields["business_name"], "A");
    assert_eq!(fields["city"], "Austin");
    assert_eq!(fields["keywords"], json!(["x", "y"]));
    assert_eq!(fields["state_name"], "Texas");
}

#[tokio::test]
async fn a_day_that_is_closed_is_kept_apart_from_a_day_nobody_filled_in() {
    let db = TestDb::new().await;
    let told = json!({"business_name": "A", "opening_hours": {"monday": "08:00-12:00", "sunday": "closed"}});
    let read = autobolt_shared::profile::read(told.as_object().unwrap());
    let columns = autobolt_shared::profile::columns(&read.profile, &read.files, serde_json::Map::new());
    let id = db.customer(Value::Object(columns)).await;
    let mut app = db.app.acquire().await.unwrap();
    let fields = customers::fields(&mut app, id).await.unwrap().unwrap();
    let hours = autobolt_shared::profile::read(&fields).profile.opening_hours;
    assert_eq!(hours, read.profile.opening_hours);
    assert_eq!(hours.len(), 2, "{hours:?}");
}
