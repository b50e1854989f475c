//! Cells that a spreadsheet would run.

use std::borrow::Cow;

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe, which is shown nowhere. Numbers
/// stay numbers.
#[must_use]
pub fn unarmed(cell: &str) -> Cow<'_, str> {
    if begins_like_a_formula(cell) && cell.parse::<f64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell as it was before [`unarmed`].
#[must_use]
pub fn rearmed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_like_a_formula(rest)).unwrap_or(cell)
}

fn begins_like_a_formula(cell: &str) -> bool {
    // Full-width forms are taken for their usual twins by spreadsheets, and white space before is passed over.
    let first = cell.trim_start_matches([' ', '\u{a0}']).chars().next();
    matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_only_text_and_comes_back_as_it_was() {
        for bad in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", " =1", "＝1+1"] {
            assert!(unarmed(bad).starts_with('\''), "{bad}");
            assert_eq!(rearmed(&unarmed(bad)), bad);
        }
    }

    #[test]
    fn numbers_and_words_stay_as_they_are() {
        for fine in ["-12.5", "+4", "Café", "'quoted'", "a=b", ""] {
            assert_eq!(unarmed(fine), fine);
            assert_eq!(rearmed(fine), fine);
        }
    }
}
