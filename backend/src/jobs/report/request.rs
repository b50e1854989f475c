//! What a report says by itself: whether it makes sense, and what makes it the same report again.

use crate::{jobs::refused::Refused, keys};
use autobolt_shared::{
    Outcome, Reason, ResultStatus,
    protocol::update::{PressOutcome, UpdateRequest},
};
use serde_json::Value;

/// U+0000, which PostgreSQL stores nowhere, becomes the character for what cannot be shown.
pub(super) fn without_nul(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{FFFD}"),
        Value::Array(items) => items.iter_mut().for_each(without_nul),
        Value::Object(fields) => {
            if fields.keys().any(|key| key.contains('\0')) {
                *fields = std::mem::take(fields)
                    .into_iter()
                    .map(|(key, field)| (key.replace('\0', "\u{FFFD}"), field))
                    .collect();
            }
            fields.values_mut().for_each(without_nul);
        }
        _ => {}
    }
}

/// The pair to be stored, if the request makes sense by itself.
pub(super) fn checked(request: &UpdateRequest) -> Result<Outcome, Refused> {
    let invalid = |text: &str| Err(Refused::Invalid(text.to_owned()));
    let mut reason = request.reason;
    if request.status == ResultStatus::Submitted && request.attempt.is_none() {
        // Told, not proved: the press was none this backend gave permission for.
        if is_empty(&request.response_log) && !request.dry_run {
            return invalid("`submitted` needs a `response_log` that says what the directory answered.");
        }
        reason = Some(Reason::Unverified);
    }
    let outcome = Outcome::new(request.status, reason).map_err(|e| Refused::Invalid(e.to_string()))?;
    if let Some(attempt) = request.attempt {
        let fits = match attempt.outcome {
            PressOutcome::Answered => outcome.is_final() && reason != Some(Reason::Unverified),
            PressOutcome::Unknown => {
                request.status == ResultStatus::Retry && reason == Some(Reason::OutcomeUnknown)
            }
            PressOutcome::NoRequest | PressOutcome::FieldErrors => {
                request.status == ResultStatus::Failed
                    || (outcome.needs_staff() && reason != Some(Reason::OutcomeUnknown))
            }
        };
        if !fits {
            return invalid(match attempt.outcome {
                PressOutcome::Answered => "A press that was answered is `submitted` or `failed`.",
                PressOutcome::Unknown => "A press nothing is known of is `retry` / `outcome_unknown`.",
                PressOutcome::NoRequest | PressOutcome::FieldErrors => {
                    "A press that was not accepted is `failed`, or `retry` with a reason that waits for staff: nothing \
                     pressed is retried by itself."
                }
            });
        }
    }
    Ok(outcome)
}

fn is_empty(log: &Value) -> bool {
    match log {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// What a report says, without the lease it is sent under: an outbox sends it again under the next one.
pub(super) fn body_hash(request: &UpdateRequest) -> Result<Vec<u8>, Refused> {
    let said = UpdateRequest { lease: None, ..request.clone() };
    let bytes = serde_json::to_vec(&said).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
    Ok(keys::sha256(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_log_without_a_word_in_it_is_empty() {
        for empty in [json!(null), json!({}), json!(""), json!({"note": " "}), json!([])] {
            assert!(is_empty(&empty), "{empty}");
        }
        assert!(!is_empty(&json!({"http_status": 200})));
    }
}
