//! Group 3: every endpoint is there, and turns away whoever does not belong. The running backend is asked as a stranger and with
//! a key it cannot know; whoever does hold a key or a session tries the wrong side of the throw-away backend.

use super::check::{Check, Spec};
use super::http::{As, Http, Reply};
use super::scratch::Scratch;
use crate::keys::ApiKey;
use crate::staff::access::{Access, RULES};
use reqwest::Method;
use serde_json::Value;

const EXIST: Spec = Spec::architecture("endpoints.exist", "R3");
const NO_KEY: Spec = Spec::security("endpoints.no_key", "R3");
const WRONG_KEY: Spec = Spec::security("endpoints.wrong_key", "R3");
const HEADERS: Spec = Spec::security("endpoints.headers", "R6");
const ORIGINS: Spec = Spec::security("endpoints.origins", "R1");
const WORKER_ON_STAFF: Spec = Spec::security("endpoints.worker_on_staff", "R3");
const STAFF_ON_WORKER: Spec = Spec::security("endpoints.staff_on_worker", "R3");

/// The checks that need a key and a session.
pub(super) const CROSSED: [Spec; 2] = [WORKER_ON_STAFF, STAFF_ON_WORKER];

/// The four every client may use.
const R3: [(&str, &str); 4] =
    [("GET", "/jobs/next"), ("POST", "/jobs/update"), ("POST", "/jobs/complete"), ("POST", "/jobs/fail")];
/// What answers without a key on purpose: health, numbers, the description, and the exchange of a pairing code.
const OPEN: [&str; 5] = ["/health/live", "/health/ready", "/metrics", "/openapi.json", "/pair"];
const ROUTES: &str = "Every route takes its key or session through its extractor or its rule (backend/src/api/auth.rs, backend/src/staff/access.rs).";

/// Asks the running backend.
///
/// # Errors
/// It cannot be reached.
pub async fn live(http: &Http) -> Result<Vec<Check>, String> {
    let routes = guarded(http).await?;
    let wrong_key = ApiKey::random();
    Ok(vec![
        exist(http).await?,
        refused(http, &routes, As::Stranger, NO_KEY, "without a key").await?,
        refused(
            http,
            &routes,
            As::Key(wrong_key.expose()),
            WRONG_KEY,
            "with a key this backend does not know",
        )
        .await?,
        headers(http).await?,
        origins(http).await?,
    ])
}

/// Tries each side's credentials on the other side of the throw-away backend.
pub async fn crossed(scratch: &Scratch) -> Vec<Check> {
    vec![
        scratch.judge(WORKER_ON_STAFF, worker_on_staff(scratch).await, ROUTES),
        scratch.judge(STAFF_ON_WORKER, staff_on_worker(scratch).await, ROUTES),
    ]
}

/// Every route that is not open on purpose: those the backend describes, and the pages for people.
async fn guarded(http: &Http) -> Result<Vec<(Method, String)>, String> {
    let document = http.get(As::Stranger, "/openapi.json").await?.body;
    let described = document["paths"].as_object().into_iter().flatten().flat_map(|(path, operations)| {
        operations
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(method, _)| (method.to_uppercase(), path.clone()))
    });
    let pages = RULES
        .iter()
        .filter(|(_, _, access)| *access != Access::Public)
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()));
    let r3 = R3.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned()));
    let mut all: Vec<(String, String)> =
        described.chain(pages).chain(r3).filter(|(_, path)| !OPEN.contains(&path.as_str())).collect();
    all.sort();
    all.dedup();
    Ok(all.into_iter().filter_map(|(method, path)| Some((method.parse().ok()?, concrete(&path)))).collect())
}

/// A path with something in the place of its parameters.
fn concrete(path: &str) -> String {
    let nobody = uuid::Uuid::nil().to_string();
    path.split('/')
        .map(|part| match part {
            "{kind}" => "logo",
            _ if part.starts_with('{') => &nobody,
            _ => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// Knocks. The body is empty: a request that is let in must not do anything either.
async fn knock(http: &Http, who: As<'_>, method: &Method, path: &str) -> Result<Reply, String> {
    let json = [
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("sec-fetch-site", "same-origin"),
    ];
    let body = (*method == Method::POST).then(|| "{}".to_owned());
    http.send(method.clone(), who, path, &json, body).await
}

async fn exist(http: &Http) -> Result<Check, String> {
    let mut wrong = Vec::new();
    for (method, path) in R3 {
        let Ok(method) = method.parse::<Method>() else { continue };
        let reply = knock(http, As::Stranger, &method, path).await?;
        if matches!(reply.status, 404 | 405) || reply.status >= 500 {
            wrong.push(format!("{method} {path} answers {}", reply.said()));
        }
    }
    let ready = http.get(As::Stranger, "/health/ready").await?;
    if ready.status != 200 {
        wrong.push(format!("GET /health/ready answers {}", ready.said()));
    }
    let named: Vec<String> = R3.iter().map(|(method, path)| format!("{method} {path}")).collect();
    Ok(EXIST.judge(
        &wrong,
        format!("{} answer, and the backend is ready", named.join(", ")),
        "Serve the build that was audited: `autobolt serve`.",
    ))
}

async fn refused(
    http: &Http,
    routes: &[(Method, String)],
    who: As<'_>,
    spec: Spec,
    how: &str,
) -> Result<Check, String> {
    let mut wrong = Vec::new();
    for (method, path) in routes {
        // A stream that is open to everybody never ends: that is no answer either.
        let reply = match knock(http, who, method, path).await {
            Ok(reply) => reply,
            Err(said) => {
                wrong.push(said);
                continue;
            }
        };
        // One that is missing altogether is told by another check.
        if !reply.refuses() && !matches!(reply.status, 404 | 405) {
            wrong.push(format!("{method} {path} answers {} {how}", reply.said()));
        } else if reply.refuses() && !reply.header("content-type").starts_with("application/problem+json") {
            wrong.push(format!(
                "{method} {path} refuses with {} instead of a problem",
                reply.header("content-type")
            ));
        }
    }
    Ok(spec.judge(&wrong, format!("{} routes refuse a request {how}", routes.len()), ROUTES))
}

async fn headers(http: &Http) -> Result<Check, String> {
    let reply =
        http.send(Method::GET, As::Stranger, "/staff/sign-in", &[("accept", "text/html")], None).await?;
    let policy = reply.header("content-security-policy");
    let mut wrong = Vec::new();
    for wanted in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'"]
    {
        if !policy.contains(wanted) {
            wrong.push(format!("the staff pages' policy lacks {wanted}"));
        }
    }
    for (name, wanted) in
        [("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"), ("cache-control", "no-store")]
    {
        if !reply.header(name).eq_ignore_ascii_case(wanted) {
            wrong.push(format!("the staff pages lack {name}: {wanted}"));
        }
    }
    Ok(HEADERS.judge(
        &wrong,
        "the staff pages load their own files alone, cannot be framed, and are not kept",
        "A proxy in front must pass these headers on unchanged.",
    ))
}

async fn origins(http: &Http) -> Result<Check, String> {
    let mut wrong = Vec::new();
    for origin in ["https://evil.example", "null", "http://localhost:1"] {
        let asked = [
            ("origin", origin),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "authorization"),
        ];
        let reply = http.send(Method::OPTIONS, As::Stranger, "/jobs/update", &asked, None).await?;
        let allowed = reply.header("access-control-allow-origin");
        if !allowed.is_empty() {
            wrong.push(format!("pages of {origin} may call it (allowed: {allowed})"));
        }
    }
    Ok(ORIGINS.judge(
        &wrong,
        "pages of other sites may not read its answers",
        "Let no proxy in front add Access-Control-Allow-Origin.",
    ))
}

async fn worker_on_staff(scratch: &Scratch) -> Result<String, String> {
    let key = scratch.key("Audit worker", crate::keys::Scope::Worker).await?;
    let mut tried = 0;
    for (method, path, access) in RULES.iter().filter(|(_, _, access)| *access != Access::Public) {
        let Ok(method) = method.parse::<Method>() else { continue };
        let reply = knock(&scratch.http, As::Key(&key), &method, &concrete(path)).await?;
        if !reply.refuses() {
            return Err(format!("{method} {path} ({access:?}) answers {} to a worker's key", reply.said()));
        }
        tried += 1;
    }
    Ok(format!("{tried} staff routes refuse a worker's key"))
}

async fn staff_on_worker(scratch: &Scratch) -> Result<String, String> {
    let document = scratch.http.get(As::Stranger, "/openapi.json").await?.body;
    let mut tried = 0;
    for (path, operations) in document["paths"].as_object().into_iter().flatten() {
        if path.starts_with("/staff") || OPEN.contains(&path.as_str()) {
            continue;
        }
        for method in operations.as_object().map(serde_json::Map::keys).into_iter().flatten() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            let reply = knock(&scratch.http, As::Staff(&scratch.admin), &method, &concrete(path)).await?;
            if !reply.refuses() {
                return Err(format!(
                    "{method} {path} answers {} to an administrator's session",
                    reply.said()
                ));
            }
            tried += 1;
        }
    }
    if tried < R3.len() {
        return Err(format!(
            "only {tried} worker routes are described: {}",
            Value::from(document["paths"].as_object().map_or(0, serde_json::Map::len))
        ));
    }
    Ok(format!("{tried} worker routes refuse an administrator's session"))
}
