//! Lists to choose from, native and drawn.

use super::Decision;
use super::stands_on_something_false;
use super::ticks::consent_group;
use crate::forms::choices::{self, Chosen};
use crate::forms::classify::Understood;
use crate::forms::classify::question::{Question, Shape};
use crate::forms::field::Meaning as M;
use crate::forms::plan::FillValue;
use crate::forms::values::{Beside, Facts};

pub(super) fn pick(u: &Understood<'_>, facts: &Facts<'_>) -> Decision {
    let q = &u.question;
    if u.is.meaning == M::Terms {
        return consent_group(q);
    }
    let picked = choices::choose(u.is.meaning, q, facts);
    if !picked.is_empty() {
        return act_on(q, &picked);
    }
    let must = q.required || stands_on_something_false(u, facts);
    if matches!(u.is.meaning, M::Category | M::Subcategory)
        && must
        && facts.profile.category.is_some()
        && let Some(other) = choices::last_resort(q)
    {
        return act_on(q, &[other]);
    }
    // A list that a script fills later has nothing to choose from yet.
    Decision::Missing
}

pub(super) fn act_on(q: &Question<'_>, picked: &[Chosen]) -> Decision {
    if q.shape == Shape::Select {
        let single = !q.first().multiple;
        let kept: Vec<(u32, String)> = picked
            .iter()
            .take(if single { 1 } else { usize::MAX })
            .filter_map(|c| Some((c.option?, c.text.clone())))
            .collect();
        let why = picked.first().map(|c| c.why.clone()).unwrap_or_default();
        return Decision::Fill(vec![(q.first().r, FillValue::Options(kept), why)]);
    }
    let single = q.shape == Shape::Radios;
    Decision::Fill(
        picked
            .iter()
            .take(if single { 1 } else { usize::MAX })
            .map(|c| (c.r, FillValue::Check(true), c.why.clone()))
            .collect(),
    )
}

pub(super) fn combobox(u: &Understood<'_>, facts: &Facts<'_>, beside: Beside) -> Decision {
    let q = &u.question;
    if !q.first().options.is_empty() {
        let picked = choices::choose(u.is.meaning, q, facts);
        if let Some(best) = picked.first() {
            let mut texts: Vec<String> = picked.iter().map(|c| c.text.clone()).collect();
            texts.dedup();
            return if q.first().multiple && texts.len() > 1 {
                Decision::Fill(vec![(q.first().r, FillValue::Tags(texts), best.why.clone())])
            } else {
                Decision::Fill(vec![(
                    q.first().r,
                    FillValue::Pick(vec![best.text.clone()]),
                    best.why.clone(),
                )])
            };
        }
    }
    if u.is.meaning == M::PhoneCountryCode
        && let Some(code) = facts.candidates(M::PhoneCountryCode, q, beside).first()
    {
        let c = q.first();
        let shown = [&c.value, &c.title, &c.text, &c.labels.aria_label];
        if shown.into_iter().any(|t| t.split([' ', ':', '(', ')', '\u{a0}']).any(|w| w == code)) {
            return Decision::Skip("it stands on the right code already".into());
        }
    }
    // Texts can be typed one after the other into an input, or into the input of a box that takes several.
    let types =
        (matches!(q.first().tag.as_str(), "input" | "textarea") || q.first().multiple) && !q.first().readonly;
    let list = match u.is.meaning {
        M::Keywords => Some(&facts.profile.keywords),
        M::Languages => Some(&facts.profile.languages),
        M::PaymentMethods => Some(&facts.profile.payment_methods),
        _ => None,
    };
    let wanted: Vec<String> = match (list, u.is.meaning) {
        (Some(all), _) if all.is_empty() => return Decision::Missing,
        (Some(all), _) if types => {
            return Decision::Fill(vec![(q.first().r, FillValue::Tags(all.clone()), String::new())]);
        }
        (Some(all), _) => all.clone(),
        (None, M::Category | M::Subcategory | M::Employees | M::PriceRange) => {
            choices::to_look_for(u.is.meaning, facts)
        }
        (None, m) => facts.candidates(m, q, beside),
    };
    if wanted.is_empty() {
        Decision::Missing
    } else {
        Decision::Fill(vec![(
            q.first().r,
            FillValue::Pick(wanted),
            String::from("chosen from the list when it opens"),
        )])
    }
}
