//! When the page complains of a field: other forms of the same value, where the data allows.

use super::classify::question::questions;
use super::field::Meaning as M;
use super::outcome::FieldError;
use super::plan::{Context, Fill, FillValue, PagePlan};
use super::snapshot::FrameSnapshot;
use super::text::{announced_limits, clean_label, tokens};
use super::values::{Beside, Facts, cut, web};

/// New values for the fields the page complained of; none when one of them cannot be helped.
#[must_use]
pub fn revise(
    plan: &PagePlan,
    errors: &[FieldError],
    frame: &FrameSnapshot,
    ctx: &Context<'_>,
) -> Option<Vec<Fill>> {
    let mut out = Vec::new();
    for error in errors {
        let fill = complained_of(plan, error)?;
        let value = other_value(fill, &error.text, frame, plan.form, ctx)?;
        out.push(Fill { value, why: vec![format!("the page said \"{}\"", error.text)], ..fill.clone() });
    }
    (!out.is_empty()).then_some(out)
}

/// How many digits a mask has room for, where what it holds is the beginning of the number that was typed.
fn cut_short(typed: &str, holds: &str) -> Option<usize> {
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let (typed, held) = (digits(typed), digits(holds));
    (held.len() >= 7 && held.len() < typed.len() && typed.starts_with(&held)).then_some(held.len())
}

/// Words of a page that wants a number without blanks, dashes and brackets.
const NO_PUNCTUATION: &[&str] = &[
    "digits",
    "digit",
    "numeric",
    "numbers",
    "spaces",
    "dashes",
    "hyphens",
    "special",
    "ziffern",
    "zahlen",
    "leerzeichen",
    "bindestriche",
    "chiffres",
    "espaces",
    "tirets",
    "digitos",
    "numeros",
    "espacios",
    "guiones",
    "cifre",
    "spazi",
    "trattini",
    "cijfers",
    "spaties",
    "espacos",
];

/// "A 10 digit number", "exactement 10 chiffres": how many digits a page wants.
fn digits_wanted(said: &[String]) -> Option<usize> {
    const DIGITS: &[&str] =
        &["digits", "digit", "ziffern", "stellige", "stellig", "chiffres", "digitos", "cifre", "cijfers"];
    let at = said.iter().position(|w| DIGITS.contains(&w.as_str()))?;
    let number = said.get(at.checked_sub(1)?)?.parse().ok()?;
    (7..=15).contains(&number).then_some(number)
}

/// The fill a complaint is about: by control, else by label, else by the words of the complaint.
fn complained_of<'p>(plan: &'p PagePlan, error: &FieldError) -> Option<&'p Fill> {
    if let Some(target) = error.target {
        return plan.fills.iter().find(|f| f.r == target.r && target.frame_id == plan.frame_id);
    }
    let label = tokens(&clean_label(&error.label).text);
    if !label.is_empty() {
        return plan.fills.iter().find(|f| tokens(&f.label) == label);
    }
    let said = tokens(&error.text);
    plan.fills
        .iter()
        .filter(|f| !f.label.is_empty() && tokens(&f.label).iter().all(|w| said.contains(w)))
        .max_by_key(|f| f.label.len())
}

fn other_value(
    fill: &Fill,
    complaint: &str,
    frame: &FrameSnapshot,
    form: Option<u32>,
    ctx: &Context<'_>,
) -> Option<FillValue> {
    let (FillValue::Text(now) | FillValue::Rich(now)) = &fill.value else {
        // A tick box or a choice has no second form; ticking it again helps where a script took it away.
        let held = frame.control(fill.r)?;
        return (matches!(fill.value, FillValue::Check(true)) && !held.checked).then(|| fill.value.clone());
    };
    let all = questions(frame, form);
    let q = all.iter().find(|q| q.members.iter().any(|c| c.r == fill.r))?;
    // A form that was cleared wants the same again.
    if q.first().value.trim().is_empty() && !matches!(fill.value, FillValue::Rich(_)) {
        return Some(fill.value.clone());
    }
    let facts = Facts::of(ctx);
    let mut candidates = facts.candidates(fill.meaning, q, Beside::default());
    let said = tokens(complaint);
    let says = |list: &[&str]| said.iter().any(|w| list.contains(&w.as_str()));
    match fill.meaning {
        M::Website | M::VideoUrl | M::Social(_) => {
            let scheme_wanted = complaint.contains("http")
                || says(&["full", "valid", "gultige", "valide", "valida", "geldige", "protocol"]);
            let bare = says(&["without", "ohne", "sans", "sin", "senza", "zonder", "sem", "domain"]);
            let full = web::with_scheme(now);
            candidates = if bare {
                vec![web::without_scheme(now), web::domain(now)]
            } else if scheme_wanted && !now.contains("://") {
                vec![full]
            } else {
                let mut all = vec![full];
                all.extend(candidates);
                all
            };
        }
        M::Phone | M::Mobile | M::Fax if cut_short(now, complaint).is_some() => {
            let room = cut_short(now, complaint)?;
            candidates.retain(|c| c.bytes().filter(u8::is_ascii_digit).count() == room);
        }
        M::Phone | M::Mobile | M::Fax => {
            let count = digits_wanted(&said);
            let digits_only = count.is_some() || says(NO_PUNCTUATION);
            let abroad = complaint.contains('+')
                || says(&[
                    "international",
                    "country",
                    "vorwahl",
                    "indicatif",
                    "prefijo",
                    "prefisso",
                    "landcode",
                ]);
            crate::order::sort_by_key(&mut candidates, |c| {
                let plain = c.bytes().all(|b| b.is_ascii_digit());
                let miscounted = count.is_some_and(|n| c.bytes().filter(u8::is_ascii_digit).count() != n);
                u8::from(miscounted) * 4
                    + u8::from(digits_only && !plain) * 2
                    + u8::from(abroad && !c.starts_with('+'))
            });
        }
        M::Description | M::ShortDescription | M::Tagline | M::Keywords | M::ServiceArea => {
            let limits = announced_limits(complaint);
            let longer =
                candidates.iter().filter(|c| limits.min.is_none_or(|m| cut::length(c) >= m as usize));
            let max = limits.max.map_or(usize::MAX, |m| m as usize);
            candidates = longer.filter_map(|c| cut::cut(c, max)).collect();
        }
        _ => {}
    }
    let next = candidates.into_iter().find(|c| c != now)?;
    let text = match super::values::fit(fill.meaning, q, &[next]) {
        super::values::Answer::Text(t) if t != *now => t,
        _ => return None,
    };
    Some(if matches!(fill.value, FillValue::Rich(_)) { FillValue::Rich(text) } else { FillValue::Text(text) })
}
