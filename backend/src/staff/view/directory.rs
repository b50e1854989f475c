//! A directory of the catalogue in words.

use super::{duration, reason_words, safe_href};
use crate::store::overview::{DirectoryLine, Visit};

/// A directory as the pages show it.
#[derive(Debug)]
pub struct DirectoryView {
    /// As it was read.
    pub row: DirectoryLine,
}

impl DirectoryView {
    /// Where its form is, or its home page.
    #[must_use]
    pub fn href(&self) -> Option<String> {
        safe_href(self.row.submission_url.as_deref().or(self.row.home_url.as_deref()))
    }

    /// Submitted, failed, waiting for a person.
    #[must_use]
    pub fn counts(&self) -> [i64; 3] {
        [self.row.submitted, self.row.failed, self.row.needs_staff]
    }

    /// The walls that were seen there.
    #[must_use]
    pub fn flags(&self) -> Vec<&'static str> {
        let row = &self.row;
        [(row.requires_login, "sign-in"), (row.has_captcha, "CAPTCHA"), (row.is_paid, "paid")]
            .into_iter()
            .filter_map(|(seen, word)| (seen == Some(true)).then_some(word))
            .collect()
    }

    /// Of a hundred, how many were submitted; nothing before there is a result.
    #[must_use]
    pub fn success(&self) -> String {
        self.row.success_percent.map(|percent| format!("{percent:.0} %")).unwrap_or_default()
    }

    /// The middle duration of a visit.
    #[must_use]
    pub fn median(&self) -> String {
        self.row.median_ms.map(|ms| duration(ms.max(0.0) as u64)).unwrap_or_default()
    }

    /// Why it did not work the last time.
    #[must_use]
    pub fn last_reason(&self) -> Option<&'static str> {
        self.row.last_reason.as_deref().map(reason_words)
    }

    /// What can be typed about it: column, label, value, whether it is a choice of yes, no and unknown.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, &'static str, String, bool)> {
        let row = &self.row;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |value: Option<i32>| value.map(|n| n.to_string()).unwrap_or_default();
        let flag = |value: Option<bool>| match value {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        };
        vec![
            ("submission_url", "Address of its form", text(&row.submission_url), false),
            ("home_url", "Home page", text(&row.home_url), false),
            ("category", "Category", text(&row.category), false),
            ("country", "Country", text(&row.country), false),
            ("language", "Language", text(&row.language), false),
            ("authority", "Authority, 0 to 100", number(row.authority), false),
            ("pacing_ms", "Milliseconds between visits", number(row.pacing_ms), false),
            ("requires_login", "Wants a sign-in", flag(row.requires_login), true),
            ("has_captcha", "Has a CAPTCHA", flag(row.has_captcha), true),
            ("is_paid", "Paid listings only", flag(row.is_paid), true),
            ("active", "New jobs may choose it", flag(Some(row.active)), true),
        ]
    }
}

/// A visit as the pages show it.
#[derive(Debug)]
pub struct VisitView {
    /// As it was read.
    pub row: Visit,
}

impl VisitView {
    /// The business.
    #[must_use]
    pub fn customer(&self) -> String {
        self.row.customer_name.clone().unwrap_or_else(|| "a customer".to_owned())
    }

    /// Its status in a word, and the colour's class.
    #[must_use]
    pub fn status(&self) -> (&'static str, &'static str) {
        match self.row.status.as_str() {
            "submitted" => ("Submitted", "submitted"),
            "failed" => ("Failed", "failed"),
            _ => ("Waits", "needs"),
        }
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> Option<&'static str> {
        self.row.reason.as_deref().map(reason_words)
    }

    /// How long it took.
    #[must_use]
    pub fn took(&self) -> String {
        self.row.duration_ms.and_then(|ms| u64::try_from(ms).ok()).map(duration).unwrap_or_default()
    }
}
