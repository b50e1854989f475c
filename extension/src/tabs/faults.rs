//! What the browser's refusals mean. Chrome tells them in words alone.

use crate::runner::ports::{BrowserError, NEEDS_PASSWORD};

/// The refusal in one of the runner's words.
#[must_use]
pub fn understand(words: &str) -> BrowserError {
    let has = |part: &str| words.contains(part);
    if has("No tab with id") || has("No window with id") || has("Invalid tab ID") || has("tab was closed") {
        BrowserError::Closed
    } else if has("showing error page") || has("chrome-error://") {
        BrowserError::Load("the browser shows an error page".to_owned())
    } else if has("No document with id")
        || has("No frame with id")
        || has("was removed")
        || has("was discarded")
        || has("document is no longer")
        // A document that left while the agent was at work in it: its promise never came to an end.
        || has("document gave no answer")
    {
        BrowserError::Stale
    } else if has("Cannot access") || lacks_access(words) || has("cannot be scripted") || has("Blocked") {
        BrowserError::Forbidden
    } else {
        BrowserError::Other(words.to_owned())
    }
}

/// Chrome says that the extension has not asked for the site, or was not granted it.
#[must_use]
pub fn lacks_access(words: &str) -> bool {
    words.contains("must request permission")
}

/// A network error in words for people.
#[must_use]
pub fn network(error: &str) -> String {
    let plain = match error.trim_start_matches("net::") {
        "ERR_NAME_NOT_RESOLVED" => "the site's name is not known",
        "ERR_CONNECTION_REFUSED" => "the site refuses the connection",
        "ERR_CONNECTION_RESET" | "ERR_CONNECTION_CLOSED" | "ERR_EMPTY_RESPONSE" => {
            "the site closed the connection"
        }
        "ERR_CONNECTION_TIMED_OUT" | "ERR_TIMED_OUT" => "the site does not answer",
        "ERR_INTERNET_DISCONNECTED" => "this computer is offline",
        "ERR_TOO_MANY_REDIRECTS" => "the site sends in circles",
        NEEDS_PASSWORD => "the site asks for a user name and a password",
        "ERR_ABORTED" => "the address leads to no page",
        error if error.starts_with("ERR_CERT") => "the site's certificate is not valid",
        error if error.starts_with("ERR_SSL") => "no secure connection is possible",
        _ => return error.to_owned(),
    };
    format!("{plain} ({error})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chromes_words_are_understood() {
        for (words, error) in [
            ("No tab with id: 12.", BrowserError::Closed),
            ("No document with id 0A1B in tab with id 3", BrowserError::Stale),
            ("Frame with ID 7 was removed.", BrowserError::Stale),
            ("the document gave no answer", BrowserError::Stale),
            (
                "Frame with ID 0 is showing error page",
                BrowserError::Load("the browser shows an error page".to_owned()),
            ),
            (
                "Cannot access contents of the page. Extension manifest must request permission to access the respective host.",
                BrowserError::Forbidden,
            ),
            ("Something new", BrowserError::Other("Something new".to_owned())),
        ] {
            assert_eq!(understand(words), error);
        }
    }

    #[test]
    fn missing_access_is_told_from_pages_no_extension_may_touch() {
        let passing = "Cannot access contents of url \"\". Extension manifest must request permission to access this host.";
        assert!(lacks_access(passing));
        for never in ["The extensions gallery cannot be scripted.", "Cannot access a chrome:// URL"] {
            assert!(!lacks_access(never));
            assert_eq!(understand(never), BrowserError::Forbidden);
        }
    }

    #[test]
    fn network_errors_are_told_in_words_and_in_chromes_name() {
        assert_eq!(
            network("net::ERR_NAME_NOT_RESOLVED"),
            "the site's name is not known (net::ERR_NAME_NOT_RESOLVED)"
        );
        assert_eq!(
            network("net::ERR_CERT_DATE_INVALID"),
            "the site's certificate is not valid (net::ERR_CERT_DATE_INVALID)"
        );
        assert_eq!(network("net::ERR_NEW"), "net::ERR_NEW");
    }
}
