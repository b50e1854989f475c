//! What an HTTP answer means. Pure, so every case is tested natively.

use crate::json;
use crate::runner::ports::BackendError;
use autobolt_shared::json::FromJson;
use autobolt_shared::problem::{Problem, Slug};

/// An HTTP answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// Status; 0 for a redirect that was not followed.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: String,
    /// `Retry-After`.
    pub retry_after: Option<String>,
    /// The body as text.
    pub body: String,
}

impl Reply {
    /// The body of a good answer.
    ///
    /// # Errors
    /// The problem the backend names; [`BackendError::Unreachable`] when it is not AutoBolt's backend that answers.
    pub fn read<T: FromJson>(&self) -> Result<T, BackendError> {
        self.good()?;
        json::read(&self.body)
            .map_err(|error| BackendError::Unreachable(format!("its answer cannot be read ({error})")))
    }

    /// Whether the answer is a good one.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn good(&self) -> Result<(), BackendError> {
        match self.status {
            200..=299 => Ok(()),
            0 | 300..=399 => {
                Err(BackendError::Unreachable("it sends elsewhere; use the address it sends to".to_owned()))
            }
            429 | 500.. => Err(self.busy()),
            status => match self.problem() {
                Some(problem) => Err(BackendError::Refused(Box::new(problem))),
                None => Err(BackendError::Unreachable(format!(
                    "something else than AutoBolt's backend answers there (status {status})"
                ))),
            },
        }
    }

    /// Milliseconds to wait, from `Retry-After` in seconds.
    #[must_use]
    pub fn retry_after_ms(&self) -> Option<u64> {
        let seconds: f64 = self.retry_after.as_deref()?.trim().parse().ok()?;
        std::time::Duration::try_from_secs_f64(seconds)
            .ok()
            .map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX))
    }

    /// A proxy in front of the backend is busy or broken in its own words; worth another try all the same.
    fn busy(&self) -> BackendError {
        let problem = self.problem().unwrap_or_else(|| {
            Problem::new(slug_of(self.status), format!("the server answered with status {}", self.status))
        });
        let retry_after_ms = problem
            .extra
            .get("retry_after_ms")
            .and_then(serde_json::Value::as_u64)
            .or_else(|| self.retry_after_ms());
        BackendError::Busy { problem: Box::new(problem), retry_after_ms }
    }

    /// The problem in the body. A word this build does not know yet is taken for the one its status stands for.
    fn problem(&self) -> Option<Problem> {
        if !self.content_type.starts_with("application/problem+json") {
            return None;
        }
        let mut value: serde_json::Value = json::parse(&self.body).ok()?;
        let known = value.get("slug").is_some_and(|slug| json::from_value::<Slug>(slug).is_ok());
        if !known {
            value["slug"] = slug_of(self.status).as_str().into();
        }
        json::from_value(&value).ok()
    }
}

/// The file name in a `Content-Disposition`, without any folder.
#[must_use]
pub fn file_name(disposition: &str) -> Option<String> {
    let (_, rest) = disposition.split_once("filename=")?;
    let name = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split(';').next()?.trim(),
    };
    let name = name.rsplit(['/', '\\']).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

fn slug_of(status: u16) -> Slug {
    match status {
        401 => Slug::Unauthorized,
        403 => Slug::Forbidden,
        404 => Slug::NotFound,
        409 => Slug::Conflict,
        413 => Slug::TooLarge,
        422 => Slug::Invalid,
        426 => Slug::UpgradeRequired,
        429 => Slug::RateLimited,
        502..=503 => Slug::Unavailable,
        504 => Slug::Timeout,
        500.. => Slug::Internal,
        _ => Slug::BadRequest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(slug: &str, status: u16) -> Reply {
        Reply {
            status,
            content_type: "application/problem+json".to_owned(),
            retry_after: None,
            body: format!(
                r#"{{"type":"/problems/{slug}","title":"T","status":{status},"detail":"D","slug":"{slug}"}}"#
            ),
        }
    }

    #[test]
    fn a_refusal_keeps_the_words_and_the_slug() {
        let Err(BackendError::Refused(refused)) = problem("lease-lost", 409).read::<bool>() else { panic!() };
        assert_eq!(refused.slug, Slug::LeaseLost);
        assert_eq!(refused.detail, "D");
    }

    #[test]
    fn a_refusal_of_a_newer_backend_is_understood_by_its_status() {
        let Err(BackendError::Refused(refused)) = problem("brand-new", 409).read::<bool>() else { panic!() };
        assert_eq!(refused.slug, Slug::Conflict);
        assert_eq!(refused.detail, "D");
    }

    #[test]
    fn a_busy_backend_says_how_long_to_wait() {
        let mut reply = problem("unavailable", 503);
        reply.retry_after = Some("1.5".to_owned());
        let Err(BackendError::Busy { retry_after_ms, .. }) = reply.read::<bool>() else { panic!() };
        assert_eq!(retry_after_ms, Some(1_500));
    }

    #[test]
    fn a_broken_proxy_is_worth_another_try() {
        let reply = Reply { status: 502, body: "<html>Bad Gateway".to_owned(), ..Reply::default() };
        assert!(matches!(reply.read::<bool>(), Err(BackendError::Busy { .. })));
    }

    #[test]
    fn another_server_at_that_address_is_not_taken_for_the_backend() {
        for reply in [
            Reply { status: 404, content_type: "text/html".to_owned(), ..Reply::default() },
            Reply { status: 200, body: "<html>Welcome".to_owned(), ..Reply::default() },
            Reply { status: 0, ..Reply::default() },
        ] {
            assert!(matches!(reply.read::<u32>(), Err(BackendError::Unreachable(_))), "{reply:?}");
        }
    }

    #[test]
    fn a_senseless_retry_after_is_ignored() {
        for text in ["-1", "soon", "inf", "1e400", "Wed, 21 Oct 2026 07:28:00 GMT"] {
            let reply = Reply { retry_after: Some(text.to_owned()), ..Reply::default() };
            assert_eq!(reply.retry_after_ms(), None, "{text}");
        }
    }

    #[test]
    fn a_file_keeps_its_name_and_loses_its_folder() {
        assert_eq!(file_name("attachment; filename=\"a b.png\"; size=3").as_deref(), Some("a b.png"));
        assert_eq!(file_name("inline; filename=logo.svg; x=y").as_deref(), Some("logo.svg"));
        assert_eq!(file_name("inline; filename=\"../../etc/x.png\"").as_deref(), Some("x.png"));
        assert_eq!(file_name("inline"), None);
    }
}
