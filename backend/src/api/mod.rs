//! The HTTP surface: the worker API, health, metrics, the OpenAPI document, and the staff pages beside them.

use crate::{app::App, problem::ApiError};
use autobolt_shared::problem::Slug;
use axum::{
    Router,
    http::{Method, Uri},
};
use utoipa_axum::router::OpenApiRouter;

/// Every route of the backend.
pub fn router(app: App) -> Router {
    let (worker_api, _document) =
        OpenApiRouter::<App>::new().merge(crate::staff::routes(&app)).split_for_parts();
    worker_api.fallback(no_such_page).method_not_allowed_fallback(wrong_method).with_state(app)
}

async fn no_such_page(uri: Uri) -> ApiError {
    ApiError::new(Slug::NotFound, format!("There is nothing at {}.", uri.path()))
}

async fn wrong_method(method: Method, uri: Uri) -> ApiError {
    ApiError::new(Slug::MethodNotAllowed, format!("{} does not take {method}.", uri.path()))
}
