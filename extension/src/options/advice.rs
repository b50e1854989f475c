//! What a person can do when the backend does not answer as it should.

use crate::runner::ports::BackendError;
use autobolt_shared::problem::Slug;

/// What was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// Exchanging a code for a key.
    Pairing,
    /// The connection test.
    Test,
}

/// What happened, and what to do about it.
#[must_use]
pub fn explain(tried: Tried, address: &str, error: &BackendError) -> String {
    match error {
        BackendError::Unreachable(why) => format!(
            "Cannot reach AutoBolt's backend at {address}: {why}.\n\
             Check the address, and that the backend is running there (autobolt serve)."
        ),
        BackendError::Busy { problem, retry_after_ms } => {
            let wait = retry_after_ms.map_or_else(
                || "Try again in a minute.".to_owned(),
                |ms| format!("Try again in {} seconds.", ms.div_ceil(1000).max(1)),
            );
            format!("The backend at {address} is busy: {problem}.\n{wait}")
        }
        BackendError::Refused(problem) => {
            let fix = match (problem.slug, tried) {
                (Slug::UpgradeRequired, _) => {
                    "Replace the extension's folder by the new version, then press Reload for AutoBolt on chrome://extensions."
                }
                (
                    Slug::Forbidden | Slug::Unauthorized | Slug::NotFound | Slug::Invalid | Slug::BadRequest,
                    Tried::Pairing,
                ) => {
                    "A code works once and only for a short time: make a new one on the staff page under Keys, or with autobolt keys create --pair."
                }
                (Slug::Unauthorized, Tried::Test) => {
                    "The key was revoked or has expired: pair this AutoBolt again with a new code."
                }
                (Slug::Forbidden, _) => {
                    "The key may not work on jobs: pair again with a code made for an AutoBolt."
                }
                _ => "If it stays like this, tell whoever runs the backend.",
            };
            format!("{}.\n{fix}", problem.to_string().trim_end_matches('.'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use autobolt_shared::problem::Problem;

    fn refused(slug: Slug) -> BackendError {
        BackendError::Refused(Box::new(Problem::new(slug, "Because.")))
    }

    #[test]
    fn an_address_where_nothing_answers_is_named() {
        let words =
            explain(Tried::Test, "http://127.0.0.1:1", &BackendError::Unreachable("no answer".to_owned()));
        assert!(words.contains("http://127.0.0.1:1") && words.contains("autobolt serve"), "{words}");
    }

    #[test]
    fn a_used_code_and_a_revoked_key_get_different_advice() {
        // 403 is what `POST /pair` answers to a code it does not take.
        for slug in [Slug::Forbidden, Slug::Unauthorized] {
            let code = explain(Tried::Pairing, "x", &refused(slug));
            assert!(code.contains("works once"), "{code}");
        }
        let key = explain(Tried::Test, "x", &refused(Slug::Unauthorized));
        assert!(key.contains("pair this AutoBolt again"), "{key}");
    }

    #[test]
    fn an_old_extension_is_told_how_to_update() {
        assert!(explain(Tried::Test, "x", &refused(Slug::UpgradeRequired)).contains("chrome://extensions"));
    }

    #[test]
    fn a_busy_backend_names_the_wait() {
        let busy = BackendError::Busy {
            problem: Box::new(Problem::new(Slug::RateLimited, "")),
            retry_after_ms: Some(1_200),
        };
        assert!(explain(Tried::Pairing, "x", &busy).contains("2 seconds"));
    }
}
