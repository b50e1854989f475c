//! The API's description against the router itself.

use crate::support::TestDb;
use crate::worker::Bench;
use autobolt_backend::staff::access;
use axum::http::{Method, header};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every path the router knows, as the router itself tells it: axum has no list of routes but in its `Debug`.
fn routed(bench: &Bench) -> BTreeSet<String> {
    let said = format!("{:?}", bench.router);
    let paths: BTreeSet<String> = said
        .split('"')
        .filter(|text| text.starts_with('/') && !text.contains(char::is_whitespace))
        .filter(|text| !text.contains("*") && !text.contains("__private"))
        .map(str::to_owned)
        .collect();
    assert!(
        paths.contains("/jobs/next") && paths.contains("/staff/api/jobs/{id}"),
        "routes are found: {paths:?}"
    );
    assert!(paths.len() > 40, "{paths:?}");
    paths
}

/// Pages for people: described by what they show. Scripts are not meant to read them.
fn is_page(path: &str) -> bool {
    path == "/"
        || (access::RULES.iter().any(|(_, rule, _)| *rule == path)
            && !path.starts_with("/staff/api/")
            && path != "/staff/events")
}

#[tokio::test]
async fn every_route_and_method_of_the_router_is_described_and_nothing_else() {
    let bench = Bench::new(TestDb::new().await).await;
    let document = bench.get("/openapi.json", None).await.body;
    let described = document["paths"].as_object().unwrap();
    let routed = routed(&bench);
    for path in described.keys() {
        assert!(routed.contains(path), "{path} is described and not routed");
    }
    for path in routed.iter().filter(|path| !is_page(path)) {
        let operations = described.get(path).unwrap_or_else(|| panic!("{path} is routed and not described"));
        let real = path.replace("{kind}", "logo").replace("{id}", &uuid::Uuid::nil().to_string());
        let real = real.replace("{job_id}", &uuid::Uuid::nil().to_string());
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let reply =
                bench.send(method.clone(), &real, &[(header::ORIGIN, "http://autobolt.test")], None).await;
            let taken = reply.status != 405;
            let named = operations.get(method.as_str().to_lowercase()).is_some();
            assert_eq!(taken, named, "{method} {path}: taken {taken}, described {named}");
        }
    }
}

#[tokio::test]
async fn every_operation_says_that_its_errors_are_problems_and_every_schema_is_there() {
    let bench = Bench::new(TestDb::new().await).await;
    let document = bench.get("/openapi.json", None).await.body;
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.contains_key("default"), "{method} {path} says what a failure is");
            for (status, response) in responses.iter().filter(|(status, _)| !status.starts_with(['2', '3'])) {
                let kinds: Vec<&String> =
                    response["content"].as_object().into_iter().flat_map(|c| c.keys()).collect();
                assert_eq!(kinds, ["application/problem+json"], "{method} {path} {status}");
            }
        }
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let text = Value::to_string(&document);
    for reference in text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(schemas.contains_key(reference), "the schema {reference} is described");
    }
}
