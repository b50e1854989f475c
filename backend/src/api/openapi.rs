//! `GET /openapi.json`: the description of this API, generated from its routes.

use crate::{app::App, problem::Json};
use axum::extract::State;
use std::sync::OnceLock;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "AutoBolt",
        description = "Hands out jobs, takes results. Errors are RFC 9457 problem details with a stable `slug`."
    ),
    tags(
        (name = "worker", description = "What an AutoBolt calls, with a key of scope `worker`"),
        (name = "orders", description = "What the sign-up calls, with a key of scope `jobs:create`"),
        (name = "staff", description = "What scripts read, with a key of scope `staff:read`"),
        (name = "health", description = "What operators watch"),
    ),
    modifiers(&Keys)
)]
struct About;

struct Keys;

impl Modify for Keys {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("ab_live_…")
            .description(Some("An API key from `autobolt keys create`, or from pairing."))
            .build();
        document.components.get_or_insert_default().add_security_scheme("key", SecurityScheme::Http(bearer));
    }
}

/// The document's head.
pub(super) fn about() -> utoipa::openapi::OpenApi {
    About::openapi()
}

/// This document.
#[utoipa::path(get, path = "/openapi.json", tag = "health", responses(
    (status = 200, description = "OpenAPI 3.1", body = Object),
))]
pub(super) async fn document(State(app): State<App>) -> Json<&'static utoipa::openapi::OpenApi> {
    static DOCUMENT: OnceLock<utoipa::openapi::OpenApi> = OnceLock::new();
    Json(DOCUMENT.get_or_init(|| super::described(&app)))
}
