//! What templates print: stored facts in the words staff use.

mod directory;
mod job;
mod result;
mod timeline;
mod worker;

pub use directory::{DirectoryView, VisitView};
pub use job::{Bar, JobView, Segment, State, person};
pub use result::{ResultView, needs_hint, reason_words};
pub use timeline::TimelineView;
pub use worker::WorkerView;

use crate::staff::{assets, session::Caller};
use autobolt_shared::protocol::heartbeat::Step;

/// What surrounds every page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// Who looks at it.
    pub caller: Caller,
    /// This page's path and query, which it reads again when something changed.
    pub here: String,
    /// Whether it does.
    pub live: bool,
    /// The one job it is about; empty: any.
    pub job: String,
    /// Directories that wait for a person.
    pub needs: i64,
}

/// One link of the main navigation.
#[derive(Debug)]
pub struct NavItem {
    /// Where to.
    pub href: &'static str,
    /// Its words.
    pub label: &'static str,
    /// Whether it is this page.
    pub here: bool,
    /// What waits there.
    pub count: i64,
}

impl Shell {
    /// Names the content of style and script.
    #[must_use]
    pub fn version(&self) -> &'static str {
        assets::version()
    }

    /// The pages this person may open.
    #[must_use]
    pub fn nav(&self) -> Vec<NavItem> {
        let path = self.here.split('?').next().unwrap_or_default();
        let item = |href: &'static str, label, count| {
            let below = if href == "/staff" { "/staff/jobs" } else { href };
            let here = path == href || path.strip_prefix(below).is_some_and(|rest| rest.starts_with('/'));
            NavItem { href, label, here, count }
        };
        let mut items = vec![
            item("/staff", "Overview", 0),
            item("/staff/needs-you", "Needs you", self.needs),
            item("/staff/autobolts", "AutoBolts", 0),
            item("/staff/customers", "Customers", 0),
            item("/staff/directories", "Directories", 0),
            item("/staff/metrics", "Metrics", 0),
        ];
        if self.caller.administers() {
            items.push(item("/staff/keys", "Keys", 0));
            items.push(item("/staff/people", "Staff", 0));
            items.push(item("/staff/audit", "Audit log", 0));
            items.push(item("/staff/system", "System check", 0));
        }
        items
    }
}

/// One tab over a list.
#[derive(Debug)]
pub struct Tab {
    /// Where to.
    pub href: String,
    /// Its words.
    pub label: &'static str,
    /// How many are there.
    pub count: i64,
    /// Whether it is the one shown.
    pub here: bool,
}

/// Links to the pages before and after.
#[derive(Debug, Default)]
pub struct Pager {
    /// Towards the first page.
    pub newer: Option<String>,
    /// Away from it.
    pub older: Option<String>,
}

impl Pager {
    /// Whether there is more than one page.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.newer.is_some() || self.older.is_some()
    }
}

/// The step of a visit, in a word.
#[must_use]
pub const fn step_words(step: Step) -> &'static str {
    match step {
        Step::Queued => "Waiting its turn at",
        Step::Opening => "Opening",
        Step::Reading => "Reading",
        Step::Filling => "Filling",
        Step::Checking => "Checking",
        Step::Pressing => "Submitting",
        Step::Verifying => "Verifying",
        Step::Reporting => "Reporting",
    }
}

/// A span of time as people read it.
#[must_use]
pub fn duration(ms: u64) -> String {
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
        60_000..3_600_000 => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1_000),
        _ => format!("{} h {} min", ms / 3_600_000, ms % 3_600_000 / 60_000),
    }
}

/// The address, if a browser may be sent there from our page.
#[must_use]
pub fn safe_href(address: Option<&str>) -> Option<String> {
    let parsed = url::Url::parse(address?).ok()?;
    matches!(parsed.scheme(), "http" | "https").then(|| parsed.to_string())
}

/// A name as part of an element's id: letters, digits and a short hash, so that two names never share one.
#[must_use]
pub fn anchor(name: &str) -> String {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    format!("{plain}-{:08x}", crc32fast::hash(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_address_is_never_a_link() {
        assert_eq!(safe_href(Some("javascript:alert(1)")), None);
        assert_eq!(safe_href(Some("https://a.example/x")).as_deref(), Some("https://a.example/x"));
    }

    #[test]
    fn durations_read_like_a_person_says_them() {
        assert_eq!(duration(420), "420 ms");
        assert_eq!(duration(12_340), "12.3 s");
        assert_eq!(duration(125_000), "2 min 5 s");
    }
}
