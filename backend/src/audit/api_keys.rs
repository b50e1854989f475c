//! How API keys are kept and taken away, and whether anything the throw-away backend said carries a secret.

use super::check::{Check, Spec};
use super::extension::secret_kinds;
use super::flow::player::{CANARY, Player, Seen, approved, ensure};
use super::http::As;
use super::scratch::Scratch;
use uuid::Uuid;

const STORED: Spec = Spec::security("keys.stored", "R1");
const REVOKE: Spec = Spec::security("keys.revoke", "R1");
const SECRETS: Spec = Spec::security("api.no_secrets", "R1");

/// The checks of this file.
pub(super) const SPECS: [Spec; 3] = [STORED, REVOKE, SECRETS];

/// Makes and revokes keys, and then looks through everything that was answered until now.
pub async fn checks(scratch: &Scratch) -> Vec<Check> {
    let stored = stored(scratch).await;
    let revoked = match scratch.clear().await {
        Ok(()) => revoke(scratch).await,
        Err(error) => Err(error),
    };
    vec![
        scratch.judge(STORED, stored, "The clear text of a key is stored nowhere (backend/src/keys)."),
        scratch.judge(
            REVOKE,
            revoked,
            "Revoking ends the key's leases in the same transaction (backend/src/keys).",
        ),
        scratch.judge(
            SECRETS,
            no_secrets(scratch),
            "Take it out of the answer; a secret that was sent is no secret: replace it.",
        ),
    ]
}

async fn stored(scratch: &Scratch) -> Seen<String> {
    let worker = Player::new(scratch).await?;
    worker.next().await?;
    // Every column of every row of the tables that know keys, as text.
    let rows: String = sqlx::query_scalar(
        "-- audit_key_rows
         SELECT concat_ws(' ', (SELECT string_agg(k::text, ' ') FROM autobolt.api_keys k),
                               (SELECT string_agg(w::text, ' ') FROM autobolt.workers w),
                               (SELECT string_agg(l::text, ' ') FROM autobolt.audit_log l),
                               (SELECT string_agg(e::text, ' ') FROM autobolt.events e))",
    )
    .fetch_one(&scratch.pool)
    .await
    .map_err(|e| e.to_string())?;
    // The first characters are kept on purpose, to tell keys apart.
    let secret = worker.key().get(12..).unwrap_or_default();
    ensure(!secret.is_empty() && !rows.contains(secret), || {
        "the database holds a key in clear text".to_owned()
    })?;
    Ok("the database holds a key's SHA-256 and its first characters, and never the key".to_owned())
}

async fn revoke(scratch: &Scratch) -> Seen<String> {
    let job = approved(scratch).await?;
    let worker = Player::new(scratch).await?;
    let held = worker.lease(job).await?;
    let id: Uuid = sqlx::query_scalar(
        "-- audit_key_of_lease\n SELECT lease_key_id FROM autobolt.job_control WHERE job_id = $1",
    )
    .bind(job)
    .fetch_one(&scratch.pool)
    .await
    .map_err(|e| e.to_string())?;
    let reply = scratch
        .http
        .post(As::Staff(&scratch.admin), &format!("/staff/api/keys/{id}/revoke"), serde_json::json!({}))
        .await?;
    ensure(reply.status == 200, || format!("revoking answers {}", reply.said()))?;
    let late = held.heartbeat().await?;
    ensure(late.status == 401, || format!("a revoked key is answered {}", late.said()))?;
    let other = Player::new(scratch).await?;
    other.lease(job).await.map_err(|said| format!("a revoked key's job is not free at once: {said}"))?;
    Ok("a revoked key opens nothing from then on, and its job is offered to others at once".to_owned())
}

/// Every answer of the whole rehearsal: but for the key in the answer to a pairing, none carries a secret.
fn no_secrets(scratch: &Scratch) -> Seen<String> {
    let heard = scratch.http.heard();
    for (what, answer) in &heard {
        let kinds = secret_kinds(answer);
        if let Some(kind) = kinds.first() {
            return Err(format!("the answer to {what} holds {kind}"));
        }
        ensure(!answer.contains(CANARY), || {
            format!("the answer to {what} holds what is stored beside a customer's profile")
        })?;
        ensure(!answer.contains("ab_live_") || what.contains("openapi") || !holds_key(answer), || {
            format!("the answer to {what} holds an API key")
        })?;
    }
    Ok(format!(
        "{} answers were looked through: none holds a password, a hash, a database address or a key",
        heard.len()
    ))
}

fn holds_key(answer: &str) -> bool {
    super::extension::holds_api_key(answer.as_bytes())
}
