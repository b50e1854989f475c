//! Hours: from and to in the row of a day.

use super::super::super::field::Meaning as M;
use super::super::super::text::tokens;
use super::super::evidence::Evidence;
use super::super::question::{Question, Shape};

/// Two fields in a day's row: from and to. Column heads, names and placeholders tell which; else their order does.
pub(super) fn day_pairs(questions: &[Question<'_>], evidence: &mut [Evidence]) {
    for day in autobolt_shared::profile::Weekday::ALL {
        let row: Vec<usize> = (0..evidence.len())
            .filter(|&i| {
                let named = evidence[i].best().is_some_and(
                    |b| matches!(b.meaning, M::DayHours(d) | M::OpensAt(d) | M::ClosesAt(d) if d == day),
                );
                named
                    && !evidence[i].fixed
                    && matches!(questions[i].shape, Shape::Line | Shape::Select | Shape::Combobox)
            })
            .collect();
        if row.len() < 2 {
            continue;
        }
        let told: Vec<Option<bool>> = row
            .iter()
            .map(|&i| match evidence[i].best().map(|b| b.meaning) {
                Some(M::OpensAt(_)) => Some(true),
                Some(M::ClosesAt(_)) => Some(false),
                _ => edge(questions[i].first()),
            })
            .collect();
        let mut open_given = false;
        let mut close_given = false;
        for (k, &i) in row.iter().enumerate() {
            let opens = told[k].unwrap_or(k % 2 == 0);
            let given = if opens { &mut open_given } else { &mut close_given };
            if *given {
                // A second interval of the day.
                evidence[i].set(M::TemplateRow, 0.97, "a further row of hours");
                continue;
            }
            *given = true;
            evidence[i].set(
                if opens { M::OpensAt(day) } else { M::ClosesAt(day) },
                0.96,
                "its place in the day's row",
            );
            evidence[i].set(
                if opens { M::ClosesAt(day) } else { M::OpensAt(day) },
                0.1,
                "its place in the day's row",
            );
            evidence[i].set(M::DayHours(day), 0.1, "its place in the day's row");
        }
    }
}
/// Whether the texts around a time field say "from" (true) or "to" (false).
fn edge(c: &super::super::super::snapshot::Control) -> Option<bool> {
    for text in [
        &c.labels.cell_above,
        &c.labels.aria_label,
        &c.placeholder,
        &c.labels.label_for,
        &c.labels.wrapping,
        &c.title,
    ] {
        if let Some(edge) = super::super::vocabulary::edge_of(&tokens(text)) {
            return Some(edge);
        }
    }
    super::super::vocabulary::edge_of(&super::super::super::text::name_tokens(&format!(
        "{} {}",
        c.name, c.id
    )))
}
