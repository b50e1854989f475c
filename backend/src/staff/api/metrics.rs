//! `GET /staff/api/metrics`: how it goes, by day, reason, directory and AutoBolt.

use crate::{
    app::App,
    problem::{ApiError, ApiResult, Json, Query},
    store::overview::{self, Metrics},
};
use autobolt_shared::problem::Slug;
use axum::extract::State;
use serde::Deserialize;

/// Over which time.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MetricsQuery {
    /// Days back, today included: 1 to 90; 14 where absent.
    pub days: Option<i32>,
}

impl MetricsQuery {
    /// How many days.
    ///
    /// # Errors
    /// Not 1 to 90.
    pub fn days(&self) -> ApiResult<i32> {
        match self.days.unwrap_or(14) {
            days @ 1..=90 => Ok(days),
            _ => Err(ApiError::new(Slug::BadRequest, "days is 1 to 90.")),
        }
    }
}

/// Shows it.
#[utoipa::path(get, path = "/staff/api/metrics", tag = "staff", params(MetricsQuery), responses((status = 200, body = Metrics)))]
pub async fn show(State(app): State<App>, Query(query): Query<MetricsQuery>) -> ApiResult<Json<Metrics>> {
    Ok(Json(overview::metrics(&app.pool, query.days()?).await?))
}
