//! Boxes to tick: consent, plans, closed days.

use super::Decision;
use crate::forms::choices;
use crate::forms::classify::Understood;
use crate::forms::classify::question::{Question, Shape, option_label, reachable};
use crate::forms::field::Meaning as M;
use crate::forms::plan::FillValue;
use crate::forms::text::{fold, tokens};
use crate::forms::values::{Facts, hours};
use crate::forms::words::{Topic, says};

pub(super) fn tick(u: &Understood<'_>, facts: &Facts<'_>) -> Decision {
    let r = u.question.first().r;
    match u.is.meaning {
        M::Terms => Decision::Fill(vec![(
            r,
            FillValue::Check(true),
            String::from("the customer ordered the listing"),
        )]),
        M::DayHours(day) => match hours::closed(facts.profile, day) {
            Some(closed) => {
                let says_open = tokens(&option_label(u.question.first())).iter().any(|w| {
                    matches!(
                        w.as_str(),
                        "open" | "geoffnet" | "ouvert" | "abierto" | "aperto" | "geopend" | "aberto"
                    )
                });
                Decision::Fill(vec![(
                    r,
                    FillValue::Check(closed != says_open),
                    String::from("opening hours"),
                )])
            }
            None => Decision::Missing,
        },
        M::FreePlan if choices::names_a_price(&option_label(u.question.first())) => {
            Decision::Skip("an extra that costs money".into())
        }
        M::FreePlan => {
            Decision::Fill(vec![(r, FillValue::Check(true), String::from("the plan that costs nothing"))])
        }
        _ => Decision::Missing,
    }
}

/// Several consent boxes under one name: terms ticked, marketing left. Of a choice between yes and no, the yes.
pub(super) fn consent_group(q: &Question<'_>) -> Decision {
    let offered = q.members.iter().filter(|c| reachable(c)).map(|c| (c.r, option_label(c)));
    let (refusals, agreements): (Vec<_>, Vec<_>) = offered.partition(|(_, text)| says(Topic::No, text));
    let single = q.shape == Shape::Radios;
    let mut all: Vec<u32> =
        agreements.iter().filter(|(_, text)| agrees(&tokens(&fold(text)))).map(|(r, _)| *r).collect();
    // "I do not agree" says that the other one agrees, whatever its words.
    if let (true, true, [(r, _)], [_]) = (all.is_empty(), single, &agreements[..], &refusals[..]) {
        all.push(*r);
    }
    if single {
        all.truncate(1);
    }
    if all.is_empty() {
        return Decision::Missing;
    }
    let why = "the customer ordered the listing";
    Decision::Fill(all.into_iter().map(|r| (r, FillValue::Check(true), String::from(why))).collect())
}

/// Whether an option of a consent says yes to terms, not to advertising, by folded words.
fn agrees(words: &[String]) -> bool {
    if matches!(words, [only] if matches!(only.as_str(), "yes" | "ja" | "oui" | "si" | "sim")) {
        return true;
    }
    let hits =
        crate::forms::classify::vocabulary::look_up(&crate::forms::classify::vocabulary::significant(words));
    let of = |m: M| hits.iter().find(|h| h.meaning == m).map_or(0.0, |h| h.strength);
    of(M::Terms) > 0.0 && of(M::Newsletter) <= 0.0
}
