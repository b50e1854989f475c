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
    if request.status == ResultStatus::Submitted {
        if !says_something(&request.response_log) && !request.dry_run {
            return invalid(
                "`submitted` needs a `response_log` that says what the directory answered: its words, its HTTP status, the \
                 address the page ended on. Report `retry` where nothing is known.",
            );
        }
        // Told, not proved: the press was none this backend gave permission for.
        if request.attempt.is_none() {
            reason = Some(Reason::Unverified);
        }
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

/// Whether a log holds anything a directory could have answered. How long a visit took is no answer, nor is a number or a
/// `true` without a name.
fn says_something(log: &Value) -> bool {
    fn at(value: &Value, named: bool) -> bool {
        match value {
            Value::Null => false,
            Value::Bool(said) => named && *said,
            Value::Number(number) => named && number.as_f64().is_some_and(|n| n != 0.0),
            Value::String(text) => {
                let text = text.trim();
                let no_word =
                    ["null", "none", "undefined", "n/a"].iter().any(|w| text.eq_ignore_ascii_case(w));
                !no_word && text.chars().any(char::is_alphanumeric)
            }
            Value::Array(items) => items.iter().any(|item| at(item, named)),
            Value::Object(fields) => fields.iter().any(|(key, field)| {
                !matches!(key.as_str(), "duration_ms" | "own_ms" | "steps")
                    && at(field, !key.trim().is_empty())
            }),
        }
    }
    at(log, false)
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
    fn a_log_without_a_word_in_it_is_no_evidence() {
        for empty in [
            json!(null),
            json!({}),
            json!(""),
            json!({"note": " "}),
            json!([]),
            json!([null]),
            json!([[], {}, ""]),
            json!({"a": {"b": [null, {"c": ""}]}}),
            json!(true),
            json!(0),
            json!([1]),
            json!({"": 1}),
            json!("..."),
            json!({"answer": "N/A"}),
            json!({"duration_ms": 1200, "own_ms": 3, "steps": 1}),
            json!({"ok": false}),
        ] {
            assert!(!says_something(&empty), "{empty}");
        }
        for said in
            [json!({"http_status": 200}), json!("Thank you"), json!(["Danke", null]), json!({"ok": true})]
        {
            assert!(says_something(&said), "{said}");
        }
    }
}
