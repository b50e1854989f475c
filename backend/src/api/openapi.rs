//! `GET /openapi.json`: the description of this API, generated from its routes.

use crate::{app::App, problem::Json};
use axum::extract::State;
use std::sync::OnceLock;
use utoipa::{
    Modify,
    openapi::{
        Content, OpenApi, Ref, ResponseBuilder,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

#[derive(utoipa::OpenApi)]
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
    components(schemas(autobolt_shared::problem::Problem)),
    modifiers(&Keys)
)]
struct About;

struct Keys;

impl Modify for Keys {
    fn modify(&self, document: &mut OpenApi) {
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("ab_live_…")
            .description(Some("An API key from `autobolt keys create`, or from pairing."))
            .build();
        document.components.get_or_insert_default().add_security_scheme("key", SecurityScheme::Http(bearer));
    }
}

/// Every operation may fail; how is the same everywhere, so it is said here and not at each of them.
pub(super) fn with_problems(mut document: OpenApi) -> OpenApi {
    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
    let default = ResponseBuilder::new()
        .description("A problem; its `slug` says which, its `detail` what to do")
        .content("application/problem+json", problem)
        .build();
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            let responses = &mut operation.responses.responses;
            responses.entry("default".to_owned()).or_insert_with(|| default.clone().into());
        }
    }
    document
}

/// The document's head.
pub(super) fn about() -> OpenApi {
    <About as utoipa::OpenApi>::openapi()
}

/// This document.
#[utoipa::path(get, path = "/openapi.json", tag = "health", responses(
    (status = 200, description = "OpenAPI 3.1", body = Object),
))]
pub(super) async fn document(State(app): State<App>) -> Json<&'static OpenApi> {
    static DOCUMENT: OnceLock<OpenApi> = OnceLock::new();
    Json(DOCUMENT.get_or_init(|| super::described(&app)))
}
