//! `POST /pair`: a one-time code for a key of this installation.

use super::auth::Client;
use crate::{
    app::App,
    keys::{self, PairingCode},
    problem::{ApiError, ApiResult, Json},
};
use autobolt_shared::{
    problem::{Problem, Slug},
    protocol::pair::{PairReply, PairRequest},
};
use axum::{
    extract::{ConnectInfo, FromRequestParts, State},
    http::{HeaderMap, request::Parts},
};
use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

/// Exchanges a pairing code for an API key. The key is shown this once.
#[utoipa::path(post, path = "/pair", tag = "worker", request_body = PairRequest, responses(
    (status = 200, description = "The key", body = PairReply),
    (status = 403, description = "The code is wrong, used or too old", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many tries from this address", body = Problem, content_type = "application/problem+json"),
))]
pub async fn pair_installation(
    State(app): State<App>,
    Peer(address): Peer,
    headers: HeaderMap,
    Json(request): Json<PairRequest>,
) -> ApiResult<Json<PairReply>> {
    Client::of(&headers)?;
    if let Err(wait) = app.pairing_tries.take(address) {
        let detail = "Too many codes were tried from this address; wait a moment.";
        let ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        return Err(ApiError::new(Slug::RateLimited, detail).with("retry_after_ms", ms));
    }
    let code = PairingCode::typed(&request.code);
    let made = keys::pair(&app.pool, &code, &request.name).await?.ok_or_else(|| {
        let detail = "The code is wrong, was used before, or is too old. Ask for a new one on the staff page, or with \
                      `autobolt keys create --pair`.";
        ApiError::new(Slug::Forbidden, detail)
    })?;
    tracing::info!(key.name = made.name, "paired");
    Ok(Json(PairReply { api_key: made.key.expose().to_owned(), name: made.name }))
}

/// The address a request comes from, as the connection tells it: a header can say anything. `None` where there is no
/// connection, as in tests of the router alone.
pub struct Peer(pub Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())))
    }
}
