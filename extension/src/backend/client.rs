//! The worker API over HTTP.

use super::http::Call;
use super::pairing::Pairing;
use super::reply::Reply;
use crate::runner::ports::{Asset, Backend, BackendError, Next};
use autobolt_shared::JobId;
use autobolt_shared::json::FromJson;
use autobolt_shared::problem::{Problem, Slug};
use autobolt_shared::protocol::{
    begin::{BeginReply, BeginRequest},
    complete::{CompleteReply, CompleteRequest},
    evidence::{EvidenceReply, EvidenceRequest},
    fail::{FailReply, FailRequest},
    heartbeat::{HeartbeatReply, HeartbeatRequest},
    pair::{PairReply, PairRequest},
    update::{UpdateReply, UpdateRequest},
    whoami::WhoamiReply,
};
use base64::Engine;
use serde::Serialize;

/// How long an ordinary call may take.
const CALL_MS: u32 = 15_000;
/// How long a file may take, either way.
const FILE_MS: u32 = 60_000;
/// When to ask again for work where the backend does not say.
const NOTHING_MS: u64 = 15_000;

/// Exchanges a one-time code for a key. Needs no pairing: it makes one.
///
/// # Errors
/// When the backend cannot be reached or does not know the code.
pub async fn pair(base: &super::address::Address, request: &PairRequest) -> Result<PairReply, BackendError> {
    let call = Call {
        method: "POST",
        url: base.join("/pair"),
        api_key: None,
        incarnation: None,
        body: Some(json(request)?),
        timeout_ms: CALL_MS,
    };
    call.send().await.map_err(BackendError::Unreachable)?.read()
}

/// The connection test.
///
/// # Errors
/// When the backend cannot be reached, or refuses the key or this build.
pub async fn whoami(pairing: &Pairing) -> Result<WhoamiReply, BackendError> {
    let call = Call {
        method: "GET",
        url: url(pairing, "/whoami")?,
        api_key: Some(&pairing.api_key),
        incarnation: None,
        body: None,
        timeout_ms: CALL_MS,
    };
    call.send().await.map_err(BackendError::Unreachable)?.read()
}

/// The backend this AutoBolt is paired with. Reads the pairing for each call, so that a new one counts at once.
pub struct Client {
    incarnation: uuid::Uuid,
}

impl Client {
    /// A client of this start of the worker.
    #[must_use]
    pub const fn new(incarnation: uuid::Uuid) -> Self {
        Self { incarnation }
    }

    async fn call(
        &self,
        method: &str,
        path: &str,
        body: Option<String>,
        timeout_ms: u32,
    ) -> Result<Reply, BackendError> {
        let pairing = paired().await?;
        let call = Call {
            method,
            url: url(&pairing, path)?,
            api_key: Some(&pairing.api_key),
            incarnation: Some(self.incarnation.to_string()),
            body,
            timeout_ms,
        };
        call.send().await.map_err(BackendError::Unreachable)
    }

    async fn post<T: FromJson>(&self, path: &str, request: &impl Serialize) -> Result<T, BackendError> {
        self.call("POST", path, Some(json(request)?), CALL_MS).await?.read()
    }
}

async fn paired() -> Result<Pairing, BackendError> {
    match Pairing::load().await {
        Ok(Some(pairing)) => Ok(pairing),
        Ok(None) => Err(BackendError::Refused(Box::new(Problem::new(
            Slug::Unauthorized,
            "this AutoBolt is not paired with a backend yet",
        )))),
        Err(error) => Err(BackendError::Unreachable(error.to_string())),
    }
}

fn url(pairing: &Pairing, path: &str) -> Result<String, BackendError> {
    let address = pairing.address().ok_or_else(|| {
        BackendError::Unreachable(format!("{} is no address a backend could have", pairing.base))
    })?;
    Ok(address.join(path))
}

fn json(request: &impl Serialize) -> Result<String, BackendError> {
    crate::json::write(request).map_err(|error| {
        BackendError::Refused(Box::new(Problem::new(
            Slug::BadRequest,
            format!("cannot be written as JSON: {error}"),
        )))
    })
}

impl Backend for Client {
    async fn next(&self) -> Result<Next, BackendError> {
        let reply = self.call("GET", "/jobs/next", None, CALL_MS).await?;
        if reply.status == 204 {
            return Ok(Next::Nothing { retry_after_ms: reply.retry_after_ms().unwrap_or(NOTHING_MS) });
        }
        Ok(Next::Job(Box::new(reply.read()?)))
    }

    async fn begin(&self, request: &BeginRequest) -> Result<BeginReply, BackendError> {
        self.post("/jobs/begin", request).await
    }

    async fn update(&self, request: &UpdateRequest) -> Result<UpdateReply, BackendError> {
        self.post("/jobs/update", request).await
    }

    async fn heartbeat(&self, request: &HeartbeatRequest) -> Result<HeartbeatReply, BackendError> {
        self.post("/jobs/heartbeat", request).await
    }

    async fn complete(&self, request: &CompleteRequest) -> Result<CompleteReply, BackendError> {
        self.post("/jobs/complete", request).await
    }

    async fn fail(&self, request: &FailRequest) -> Result<FailReply, BackendError> {
        self.post("/jobs/fail", request).await
    }

    async fn evidence(&self, request: &EvidenceRequest) -> Result<EvidenceReply, BackendError> {
        self.call("POST", "/jobs/evidence", Some(json(request)?), FILE_MS).await?.read()
    }

    async fn asset(&self, job: JobId, kind: &str) -> Result<Asset, BackendError> {
        let pairing = paired().await?;
        let kind = String::from(js_sys::encode_uri_component(kind));
        let call = Call {
            method: "GET",
            url: url(&pairing, &format!("/jobs/{job}/assets/{kind}"))?,
            api_key: Some(&pairing.api_key),
            incarnation: Some(self.incarnation.to_string()),
            body: None,
            timeout_ms: FILE_MS,
        };
        let answer = call.send_for_bytes().await.map_err(BackendError::Unreachable)?;
        answer.head.good()?;
        Ok(Asset {
            name: super::reply::file_name(&answer.disposition).unwrap_or_else(|| kind.clone()),
            media_type: answer.head.content_type,
            base64: base64::engine::general_purpose::STANDARD.encode(answer.bytes),
        })
    }
}
