//! The backend as the runner calls it: a call may not arrive, and its answer may be lost.

use super::Sim;
use super::protocol::refuse;
use super::server::Server;
use crate::runner::ports::{Asset, Backend, BackendError, Next};
use autobolt_shared::JobId;
use autobolt_shared::problem::{Problem, Slug};
use autobolt_shared::protocol::begin::{BeginReply, BeginRequest};
use autobolt_shared::protocol::complete::{CompleteReply, CompleteRequest};
use autobolt_shared::protocol::evidence::{EvidenceReply, EvidenceRequest};
use autobolt_shared::protocol::fail::{FailReply, FailRequest};
use autobolt_shared::protocol::heartbeat::{HeartbeatReply, HeartbeatRequest};
use autobolt_shared::protocol::update::{UpdateReply, UpdateRequest};
use std::rc::Rc;

impl Sim {
    /// One call: it may not arrive, and its answer may be lost.
    async fn call<T>(
        &self,
        work: impl FnOnce(&mut Server) -> Result<T, BackendError>,
    ) -> Result<T, BackendError> {
        self.point().await;
        let answer = {
            let mut server = self.server.borrow_mut();
            server.now = self.time();
            if server.down {
                Err(BackendError::Unreachable("connection refused".to_owned()))
            } else if server.unauthorized {
                refuse(Slug::Unauthorized, "this key is revoked")
            } else {
                let answer = work(&mut server);
                server.calls += 1;
                if server.lose_every > 0 && server.calls.is_multiple_of(server.lose_every) {
                    Err(BackendError::Unreachable("connection reset".to_owned()))
                } else {
                    answer
                }
            }
        };
        self.point().await;
        answer
    }
}

impl Backend for Rc<Sim> {
    async fn next(&self) -> Result<Next, BackendError> {
        self.call(Server::next).await
    }
    async fn begin(&self, request: &BeginRequest) -> Result<BeginReply, BackendError> {
        self.call(|s| s.begin(request)).await
    }
    async fn update(&self, request: &UpdateRequest) -> Result<UpdateReply, BackendError> {
        self.call(|s| {
            if s.fails_at.as_ref() == Some(&request.directory_name) {
                let problem = Box::new(Problem::new(Slug::Internal, "The fault is logged."));
                return Err(BackendError::Busy { problem, retry_after_ms: None });
            }
            s.update(request)
        })
        .await
    }
    async fn heartbeat(&self, request: &HeartbeatRequest) -> Result<HeartbeatReply, BackendError> {
        self.call(|s| s.heartbeat(request)).await
    }
    async fn complete(&self, request: &CompleteRequest) -> Result<CompleteReply, BackendError> {
        self.call(|s| s.complete(request)).await
    }
    async fn fail(&self, _: &FailRequest) -> Result<FailReply, BackendError> {
        panic!("the runner never gives a job up by itself")
    }
    async fn evidence(&self, request: &EvidenceRequest) -> Result<EvidenceReply, BackendError> {
        self.call(|s| {
            s.shots += 1;
            Ok(EvidenceReply { evidence_id: request.evidence_id, replay: false })
        })
        .await
    }
    async fn asset(&self, _: JobId, kind: &str) -> Result<Asset, BackendError> {
        self.call(|_| {
            Ok(Asset {
                name: format!("{kind}.png"),
                media_type: "image/png".to_owned(),
                base64: "AAAA".to_owned(),
            })
        })
        .await
    }
}
