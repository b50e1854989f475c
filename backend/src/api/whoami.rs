//! `GET /whoami`: the connection test.

use super::auth::AnyKey;
use crate::{
    app::App,
    problem::{ApiResult, Json},
};
use autobolt_shared::protocol::{PROTOCOL_VERSION, whoami::WhoamiReply};
use axum::extract::State;

/// Who the key is, and whether both sides speak the same protocol.
#[utoipa::path(get, path = "/whoami", tag = "worker", security(("key" = [])), responses(
    (status = 200, description = "The key is good", body = WhoamiReply),
))]
pub async fn whoami(State(app): State<App>, key: AnyKey) -> ApiResult<Json<WhoamiReply>> {
    Ok(Json(WhoamiReply {
        name: key.caller.name,
        scopes: key.scopes,
        protocol: PROTOCOL_VERSION,
        build: env!("CARGO_PKG_VERSION").to_owned(),
        timing: app.timing,
    }))
}
