//! The order of a job's directories.

use crate::staff::view::ResultView;
use std::cmp::Reverse;

/// What a column sorts by: its word in the address, its heading, whether it holds numbers.
const COLUMNS: [(&str, &str, bool); 5] = [
    ("name", "Directory", false),
    ("status", "Status", false),
    ("when", "When", false),
    ("took", "Took", true),
    ("presses", "Presses", true),
];

/// An order: by which column, and whether the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sort {
    /// Empty: the order in which AutoBolt does them.
    by: &'static str,
    down: bool,
}

/// A column's heading.
pub(super) struct Column {
    pub(super) label: &'static str,
    /// Sorts by it; by it the other way round, where it is sorted by it already.
    pub(super) href: String,
    /// For `aria-sort`; empty where it is not sorted by it.
    pub(super) sorted: &'static str,
    pub(super) number: bool,
}

impl Sort {
    /// `took`, or `-took` for the longest first.
    pub(super) fn from_word(word: &str) -> Self {
        let (down, name) = word.strip_prefix('-').map_or((false, word), |name| (true, name));
        let by = COLUMNS.iter().map(|(by, ..)| *by).find(|by| *by == name).unwrap_or("");
        Self { by, down }
    }

    pub(super) fn columns(self, address: impl Fn(String) -> String) -> Vec<Column> {
        COLUMNS
            .into_iter()
            .map(|(by, label, number)| {
                let here = self.by == by;
                let word = match (here, self.down) {
                    // A third click is the usual order again.
                    (true, true) => String::new(),
                    (true, false) => format!("-{by}"),
                    (false, _) => by.to_owned(),
                };
                let sorted = match (here, self.down) {
                    (false, _) => "",
                    (true, false) => "ascending",
                    (true, true) => "descending",
                };
                Column { label, href: address(word), sorted, number }
            })
            .collect()
    }

    pub(super) fn apply(self, results: &mut [ResultView]) {
        match self.by {
            "name" => results.sort_by_cached_key(|r| r.row.directory_name.to_lowercase()),
            "status" => results.sort_by_cached_key(|r| (r.status_word(), r.reason_word())),
            "when" => results.sort_by_key(ResultView::when),
            "took" => results.sort_by_key(|r| r.row.duration_ms),
            "presses" => results.sort_by_key(|r| r.row.attempts),
            _ => return,
        }
        if self.down {
            results.reverse();
        }
        // What has no time or duration stands last whichever way it goes.
        match self.by {
            "when" => results.sort_by_key(|r| Reverse(r.when().is_some())),
            "took" => results.sort_by_key(|r| Reverse(r.row.duration_ms.is_some())),
            _ => {}
        }
    }
}
