//! Numbers among options: employees, years, price levels.

use super::super::text::tokens;
use super::same;

pub(super) fn numbers(text: &str) -> Vec<f64> {
    let plain = text.replace(['.', ',', '\''], "");
    plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|s| !s.is_empty())
        .filter_map(|s| s.parse().ok())
        .collect()
}
/// Lower and upper end of a range: `1-10`, `11 to 50`, `500+`, `more than 500`, `under 10`, `7`.
pub(super) fn range(text: &str) -> Option<(f64, f64)> {
    let n = numbers(text);
    let words = tokens(text);
    let says = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    match n.as_slice() {
        [] if says(&["self", "solo", "freelancer", "selbststandig", "just", "only"]) => Some((1.0, 1.0)),
        [a] if text.contains('+')
            || text.contains('>')
            || says(&[
                "more", "over", "above", "mehr", "uber", "plus", "mas", "oltre", "meer", "mais", "ab", "from",
            ]) =>
        {
            Some((*a, f64::INFINITY))
        }
        [a] if text.contains('<')
            || says(&[
                "less", "under", "below", "up", "bis", "unter", "weniger", "moins", "menos", "meno",
                "minder", "fewer", "fino", "hasta",
            ]) =>
        {
            Some((0.0, *a))
        }
        [a] => Some((*a, *a)),
        [a, b, ..] => Some((*a, *b)),
        [] => None,
    }
}
pub(super) fn range_score(option: &str, wanted: &str) -> f32 {
    let (Some((lo, hi)), Some((wlo, whi))) = (range(option), range(wanted)) else {
        return same(option, wanted);
    };
    if (lo - wlo).abs() < 0.5 && (hi == whi || (hi - whi).abs() < 0.5) {
        1.0
    } else if lo <= wlo && whi <= hi {
        // The narrowest range that holds it.
        if hi.is_finite() { 0.9 - (0.2 * ((hi - lo) / (hi + 1.0))) as f32 } else { 0.65 }
    } else {
        0.0
    }
}
pub(super) fn year_score(option: &str, year: i32) -> f32 {
    match range(option) {
        Some((a, b)) if (a - f64::from(year)).abs() < 0.5 && (a - b).abs() < 0.5 => 1.0,
        Some((a, b)) if a > 1000.0 && a <= f64::from(year) && f64::from(year) <= b && b.is_finite() => 0.8,
        _ => 0.0,
    }
}
/// How dear, 1 to 4.
pub(super) fn price_level(t: &str) -> Option<usize> {
    let signs = t.chars().filter(|c| matches!(c, '$' | '\u{20ac}' | '\u{a3}')).count();
    if signs > 0 && numbers(t).is_empty() {
        return Some(signs);
    }
    tokens(t).iter().find_map(|w| match w.as_str() {
        "cheap" | "inexpensive" | "budget" | "low" | "gunstig" | "niedrig" | "economico" | "barato"
        | "goedkoop" | "skimming" => Some(1),
        "moderate" | "medium" | "mid" | "average" | "mittel" | "moyen" | "medio" | "gemiddeld" => Some(2),
        "expensive" | "high" | "pricey" | "gehoben" | "hoch" | "teuer" | "eleve" | "caro" | "alto"
        | "duur" => Some(3),
        "ultra" | "luxury" | "bellow" => Some(4),
        _ => None,
    })
}
/// `$$` against `$$`, "Moderate", `$$ - Moderate`; amounts against ranges.
pub(super) fn price_score(option: &str, wanted: &str) -> f32 {
    match (price_level(option), price_level(wanted)) {
        (Some(a), Some(b)) => f32::from(u8::from(a == b)),
        _ => range_score(option, wanted),
    }
}
