//! Who may do what: one table over every staff route. A route that is not in it answers nobody.

use super::session::{self, Caller, Role};
use crate::{
    api::auth::{authorize, bearer},
    app::App,
    keys::Scope,
    problem::ApiError,
};
use autobolt_shared::problem::Slug;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

/// What a route asks of whoever calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nothing: sign-in itself, one-time links, style and script.
    Public,
    /// A session with at least that role.
    Session(Role),
    /// The same, or a Bearer key of scope `staff:read`.
    SessionOrKey(Role),
}

/// Every staff route: method, path, what it asks.
pub const RULES: &[(&str, &str, Access)] = {
    use Access::{Public, Session, SessionOrKey};
    use Role::{Admin, Operator, Viewer};
    &[
        ("GET", "/staff/assets/{file}", Public),
        ("GET", "/staff/sign-in", Public),
        ("POST", "/staff/sign-in", Public),
        ("GET", "/staff/link/{token}", Public),
        ("POST", "/staff/link/{token}", Public),
        ("POST", "/staff/sign-out", Session(Viewer)),
        ("POST", "/staff/sign-out-everywhere", Session(Viewer)),
        ("GET", "/staff", Session(Viewer)),
        ("GET", "/staff/needs-you", Session(Viewer)),
        ("GET", "/staff/jobs/new", Session(Operator)),
        ("POST", "/staff/jobs/new", Session(Operator)),
        ("GET", "/staff/jobs/{id}", Session(Viewer)),
        ("GET", "/staff/jobs/{id}/report", Session(Viewer)),
        ("GET", "/staff/jobs/{id}/results.csv", SessionOrKey(Viewer)),
        ("GET", "/staff/evidence/{id}", Session(Viewer)),
        ("GET", "/staff/autobolts", Session(Viewer)),
        ("GET", "/staff/customers", Session(Viewer)),
        ("GET", "/staff/customers/{id}", Session(Viewer)),
        ("GET", "/staff/directories", Session(Viewer)),
        ("GET", "/staff/directories/export.csv", SessionOrKey(Viewer)),
        ("GET", "/staff/directories/import", Session(Operator)),
        ("POST", "/staff/directories/import", Session(Operator)),
        ("GET", "/staff/directories/{id}", Session(Viewer)),
        ("GET", "/staff/metrics", Session(Viewer)),
        ("GET", "/staff/people", Session(Admin)),
        ("POST", "/staff/people/link", Session(Admin)),
        ("GET", "/staff/directories/{id}/recipe", Session(Viewer)),
        ("POST", "/staff/directories/{id}/recipe", Session(Operator)),
        ("POST", "/staff/directories/{id}/recipe/restore", Session(Operator)),
        ("POST", "/staff/directories/{id}/proposals/{proposal}/approve", Session(Operator)),
        ("POST", "/staff/directories/{id}/proposals/{proposal}/refuse", Session(Operator)),
        ("GET", "/staff/keys", Session(Admin)),
        ("POST", "/staff/keys/pair", Session(Admin)),
        ("GET", "/staff/audit", Session(Admin)),
        ("GET", "/staff/system", Session(Admin)),
        ("POST", "/staff/system", Session(Admin)),
        ("GET", "/staff/events", SessionOrKey(Viewer)),
        ("GET", "/staff/api/jobs", SessionOrKey(Viewer)),
        ("GET", "/staff/api/jobs/{id}", SessionOrKey(Viewer)),
        ("GET", "/staff/api/workers", SessionOrKey(Viewer)),
        ("GET", "/staff/api/metrics", SessionOrKey(Viewer)),
        ("GET", "/staff/api/queue", SessionOrKey(Viewer)),
        ("GET", "/staff/api/needs-you", SessionOrKey(Viewer)),
        ("GET", "/staff/api/jobs/{id}/timeline", SessionOrKey(Viewer)),
        ("GET", "/staff/api/audit", Session(Admin)),
        ("GET", "/staff/api/keys", Session(Admin)),
        ("GET", "/staff/api/staff", Session(Admin)),
        ("POST", "/staff/api/staff/{id}/role", Session(Admin)),
        ("POST", "/staff/api/staff/{id}/disable", Session(Admin)),
        ("GET", "/staff/api/directories", SessionOrKey(Viewer)),
        ("POST", "/staff/api/directories", Session(Operator)),
        ("GET", "/staff/api/directories/{id}", SessionOrKey(Viewer)),
        ("POST", "/staff/api/directories/{id}", Session(Operator)),
        ("POST", "/staff/api/directories/{id}/pause", Session(Operator)),
        ("POST", "/staff/api/directories/{id}/use", Session(Operator)),
        ("GET", "/staff/api/customers", SessionOrKey(Viewer)),
        ("POST", "/staff/api/customers", Session(Operator)),
        ("GET", "/staff/api/customers/{id}", SessionOrKey(Viewer)),
        ("POST", "/staff/api/customers/{id}", Session(Operator)),
        ("POST", "/staff/api/customers/{id}/answers", Session(Operator)),
        ("POST", "/staff/api/jobs/{id}/{act}", Session(Operator)),
        ("POST", "/staff/api/jobs/{id}/priority", Session(Operator)),
        ("POST", "/staff/api/bulk/jobs/{act}", Session(Operator)),
        ("POST", "/staff/api/bulk/results/{deed}", Session(Operator)),
        ("POST", "/staff/api/bulk/workers/{order}", Session(Operator)),
        ("POST", "/staff/api/jobs/{id}/retry", Session(Operator)),
        ("POST", "/staff/api/jobs/{id}/choose", Session(Operator)),
        ("POST", "/staff/api/jobs/{id}/submitted", Session(Operator)),
        ("POST", "/staff/api/jobs/{id}/not-submitted", Session(Operator)),
        ("POST", "/staff/api/jobs/{id}/skip", Session(Operator)),
        ("POST", "/staff/api/jobs/{id}/open", Session(Operator)),
        ("POST", "/staff/api/workers/{id}/stop", Session(Operator)),
        ("POST", "/staff/api/workers/{id}/allow", Session(Operator)),
        ("POST", "/staff/api/keys/{id}/revoke", Session(Admin)),
    ]
};

/// What the route asks.
#[must_use]
pub fn of(method: &Method, path: &str) -> Option<Access> {
    // HEAD is GET without the body.
    let method = if method == Method::HEAD { "GET" } else { method.as_str() };
    RULES.iter().find(|(m, p, _)| *m == method && *p == path).map(|(_, _, access)| *access)
}

/// Lets a request through to its handler, or says why not.
pub async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    // Parts, not the request: its body may not be shared between threads while the database is asked.
    let (method, headers, uri) = (request.method().clone(), request.headers().clone(), request.uri().clone());
    let path = path.as_ref().map_or("", MatchedPath::as_str);
    match admit(&app, path, &method, &headers, &uri).await {
        Ok(caller) => {
            if let Some(caller) = caller {
                request.extensions_mut().insert(caller);
            }
            next.run(request).await
        }
        Err(error)
            if error.0.slug == Slug::Unauthorized
                && request.method() == Method::GET
                && wants_page(request.headers()) =>
        {
            let here = request.uri().path_and_query().map_or("/staff", |path| path.as_str());
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            query.append_pair("next", here);
            Redirect::to(&format!("/staff/sign-in?{}", query.finish())).into_response()
        }
        Err(error) => error.into_response(),
    }
}

/// Whether a browser asked for a page, rather than a script for data.
#[must_use]
pub fn wants_page(headers: &HeaderMap) -> bool {
    !headers.contains_key("hx-request")
        && headers
            .get(header::ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html"))
}

async fn admit(
    app: &App,
    path: &str,
    method: &Method,
    headers: &HeaderMap,
    uri: &Uri,
) -> Result<Option<Caller>, ApiError> {
    let Some(access) = of(method, path) else {
        // The router's own 405 where the path exists under another method.
        return if RULES.iter().any(|(_, known, _)| *known == path) {
            Ok(None)
        } else {
            Err(ApiError::new(Slug::Forbidden, "No rule says who may do this."))
        };
    };
    // No browser sends a key by itself, so a request with one comes from no other site's page.
    if bearer(headers).is_some() && matches!(access, Access::Session(_)) {
        return Err(ApiError::new(Slug::Forbidden, "A key can only read here. Sign in to act."));
    }
    let unsafe_method = !matches!(*method, Method::GET | Method::HEAD);
    if unsafe_method && !same_origin(app, headers, uri) {
        return Err(ApiError::new(
            Slug::Forbidden,
            "The request did not come from AutoBolt's own page. Behind a proxy, set AUTOBOLT_PUBLIC_URL to the address people use.",
        ));
    }
    let role = match access {
        Access::Public => return Ok(None),
        Access::Session(role) | Access::SessionOrKey(role) => role,
    };
    let caller = match bearer(headers) {
        Some(_) => Some(reader(app, headers).await?),
        None => session::owner(app, headers).await?,
    };
    let caller = caller.ok_or_else(|| {
        ApiError::new(
            Slug::Unauthorized,
            "Sign in at /staff/sign-in, or send a Bearer key of scope staff:read.",
        )
    })?;
    if !caller.may(role) {
        return Err(ApiError::new(
            Slug::Forbidden,
            format!(
                "This takes the role {role}; {} has {}. An admin can change it.",
                caller.name, caller.role
            ),
        ));
    }
    Ok(Some(caller))
}

/// A program that reads with a key.
async fn reader(app: &App, headers: &HeaderMap) -> Result<Caller, ApiError> {
    let caller = authorize(app, headers, Scope::StaffRead).await?;
    Ok(Caller { staff_id: None, name: caller.name, role: Role::Viewer })
}

/// Whether an action comes from our own page. Browsers say so in `Sec-Fetch-Site` (to HTTPS and this machine) and in
/// `Origin`; a request with neither is not from a page of ours.
fn same_origin(app: &App, headers: &HeaderMap, uri: &Uri) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    let Some(origin) = text("origin").and_then(|origin| url::Url::parse(origin).ok()) else { return false };
    if let Some(public) = &app.config.public_url
        && public.origin() == origin.origin()
    {
        return true;
    }
    let host = text("host").or_else(|| uri.authority().map(|authority| authority.as_str()));
    host.is_some_and(|host| {
        let from = match (origin.host_str(), origin.port()) {
            (Some(name), Some(port)) => format!("{name}:{port}"),
            (Some(name), None) => name.to_owned(),
            (None, _) => return false,
        };
        from.eq_ignore_ascii_case(host.trim_end_matches(":80").trim_end_matches(":443"))
            || from.eq_ignore_ascii_case(host)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_there_once_and_every_action_asks_for_an_operator_at_least() {
        for (at, (method, path, access)) in RULES.iter().enumerate() {
            assert!(!RULES[..at].iter().any(|(m, p, _)| m == method && p == path), "{method} {path} twice");
            if *method == "POST" && path.starts_with("/staff/api/") {
                assert!(matches!(access, Access::Session(Role::Operator | Role::Admin)), "{path}");
            }
        }
    }
}
