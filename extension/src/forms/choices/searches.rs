//! What to look for in a list that is not open yet.

use super::super::field::Meaning as M;
use super::super::values::Facts;
use super::concepts;
use super::ranges::{price_level, range};

/// What to look for in a dropdown that is not open yet: candidate texts, best first.
#[must_use]
pub fn to_look_for(meaning: M, facts: &Facts<'_>) -> Vec<String> {
    let p = facts.profile;
    let mut out: Vec<String> = Vec::new();
    match meaning {
        M::Category | M::Subcategory => {
            let (first, second) = if meaning == M::Category {
                (&p.category, &p.subcategory)
            } else {
                (&p.subcategory, &p.category)
            };
            out.extend(first.iter().chain(second).cloned());
            for text in out.clone() {
                out.extend(concepts::words_for(&text).into_iter().map(String::from));
            }
        }
        M::Employees => {
            out.extend(p.employees.iter().cloned());
            if let Some((low, high)) = p.employees.as_deref().and_then(range) {
                let holds = RANGES.iter().filter(|(a, b)| f64::from(*a) <= low && high <= f64::from(*b));
                out.extend(holds.map(|(a, b)| format!("{a}-{b}")));
            }
        }
        M::PriceRange => {
            out.extend(p.price_range.iter().cloned());
            let level = p.price_range.as_deref().and_then(price_level).unwrap_or(0);
            let words = [
                "",
                "Inexpensive|Cheap|Budget|Low",
                "Moderate|Medium|Mid",
                "Expensive|High",
                "Luxury|Ultra High",
            ];
            out.extend(
                words
                    .get(level)
                    .into_iter()
                    .flat_map(|w| w.split('|'))
                    .filter(|w| !w.is_empty())
                    .map(String::from),
            );
        }
        _ => {}
    }
    let mut seen: Vec<String> = Vec::new();
    out.retain(|t| {
        !t.trim().is_empty() && !seen.contains(t) && {
            seen.push(t.clone());
            true
        }
    });
    out
}
/// Ranges of employees that lists offer, narrow ones first.
const RANGES: &[(u32, u32)] = &[
    (1, 1),
    (1, 4),
    (1, 5),
    (2, 5),
    (5, 9),
    (6, 10),
    (1, 9),
    (2, 9),
    (2, 10),
    (1, 10),
    (10, 19),
    (11, 20),
    (11, 25),
    (10, 24),
    (10, 25),
    (10, 49),
    (11, 49),
    (10, 50),
    (11, 50),
    (20, 49),
    (21, 50),
    (26, 50),
    (25, 49),
    (50, 99),
    (51, 100),
    (50, 100),
    (50, 199),
    (51, 200),
    (50, 249),
    (51, 250),
    (100, 249),
    (101, 200),
    (101, 250),
    (100, 499),
    (101, 500),
    (201, 500),
    (200, 499),
    (251, 500),
    (250, 499),
    (500, 999),
    (501, 1000),
    (500, 1000),
    (1001, 5000),
    (1000, 4999),
    (5001, 10000),
];
