//! `POST /pair`: a one-time code for a key of this installation.

use super::{
    auth::Client,
    limit::{network, too_often},
    peer::Peer,
};
use crate::{
    app::App,
    keys::{self, PairingCode, Refused},
    problem::{ApiError, ApiResult, Json},
};
use autobolt_shared::{
    problem::{Problem, Slug},
    protocol::pair::{PairReply, PairRequest},
};
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
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
    uri: Uri,
    headers: HeaderMap,
    Json(request): Json<PairRequest>,
) -> ApiResult<Json<PairReply>> {
    Client::of(&headers)?;
    if let Err(wait) = app.pairing_tries.take(address.map(network)) {
        return Err(too_often("Too many codes were tried from this address; wait a moment.", wait));
    }
    let code = PairingCode::typed(&request.code);
    let here = keys::origin(&headers, &uri);
    let made = keys::pair_at(&app.pool, &code, &request.name, Some(&here)).await?.map_err(|refused| {
        let detail = match refused {
            Refused::Unknown => "The code is wrong, was used before, or is too old. Ask for a new one on the staff page, or with \
                                 `autobolt keys create --pair`."
                .to_owned(),
            Refused::Elsewhere(origin) => format!(
                "The code was made at {origin}, and this is {here}. Type the address of the page that shows the code."
            ),
        };
        ApiError::new(Slug::Forbidden, detail)
    })?;
    tracing::info!(key.name = made.name, "paired");
    Ok(Json(PairReply { api_key: made.key.expose().to_owned(), name: made.name }))
}
