//! The embedded database: starting, joining, being killed.

use crate::support::TestDb;

#[tokio::test]
async fn every_test_gets_a_migrated_database_and_serves_as_the_plain_role() {
    let db = TestDb::new().await;
    let (user, superuser): (String, bool) =
        sqlx::query_as("select current_user::text, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)")
            .fetch_one(&db.app)
            .await
            .unwrap();
    assert_eq!((user.as_str(), superuser), ("autobolt_app", false));
    let customer = db.customer(serde_json::json!({"business_name": "Blue Door Bakery"})).await;
    let profile: serde_json::Value = sqlx::query_scalar("select autobolt.customer_profile($1)")
        .bind(customer.0)
        .fetch_one(&db.app)
        .await
        .unwrap();
    assert_eq!(profile["business_name"], "Blue Door Bakery");
    assert_eq!(db.directories(3).await, ["Directory 001", "Directory 002", "Directory 003"]);
}

#[tokio::test]
async fn two_tests_never_share_rows() {
    let (one, other) = (TestDb::new().await, TestDb::new().await);
    one.directories(2).await;
    let seen: i64 =
        sqlx::query_scalar("select count(*) from autobolt.directories").fetch_one(&other.app).await.unwrap();
    assert_eq!(seen, 0);
}
