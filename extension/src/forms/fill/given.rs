//! Answers that somebody gave for this very question: the directory's recipe, or staff.

use super::Decision;
use super::lists::act_on;
use crate::forms::choices::{self, Chosen};
use crate::forms::classify::Understood;
use crate::forms::classify::question::{Offer, Question, Shape};
use crate::forms::field::Meaning as M;
use crate::forms::plan::{Context, FillValue};
use crate::forms::recipe;
use crate::forms::text::{fold, tokens};
use crate::forms::values::{Answer, Facts, fit};

/// A recipe's fixed choice.
pub(super) fn fixed_choice(q: &Question<'_>, ctx: &Context<'_>) -> Option<Decision> {
    let wanted = recipe::said_of(&ctx.recipe.choices, q)?;
    Some(choose_text(q, wanted, "the directory's recipe"))
}

/// Puts a given answer into any kind of question.
fn choose_text(q: &Question<'_>, wanted: &str, why: &str) -> Decision {
    match q.shape {
        Shape::Select | Shape::Radios | Shape::Ticks => {
            let fold = |t: &str| tokens(t).join(" ");
            match choices::real(q).iter().find(|o| fold(&o.text) == fold(wanted) || o.value == wanted) {
                Some(o) => act_on(q, &[chosen(o, why)]),
                None => Decision::Missing,
            }
        }
        Shape::Tick => match fold(wanted).as_str() {
            "yes" | "true" | "ja" | "oui" | "si" | "sim" | "1" | "on" => {
                Decision::Fill(vec![(q.first().r, FillValue::Check(true), why.to_owned())])
            }
            _ => Decision::Skip(format!("{why}: no")),
        },
        Shape::Combobox => {
            Decision::Fill(vec![(q.first().r, FillValue::Pick(vec![wanted.to_owned()]), why.to_owned())])
        }
        Shape::Rich => {
            Decision::Fill(vec![(q.first().r, FillValue::Rich(wanted.to_owned()), why.to_owned())])
        }
        Shape::Line | Shape::Lines => match fit(M::Unknown, q, &[wanted.to_owned()]) {
            Answer::Text(t) => Decision::Fill(vec![(q.first().r, FillValue::Text(t), why.to_owned())]),
            _ => Decision::Missing,
        },
        _ => Decision::Skip("no kind of field AutoBolt fills".into()),
    }
}

fn chosen(o: &Offer<'_>, why: &str) -> Chosen {
    Chosen { r: o.r, option: o.option, text: o.text.clone(), score: 1.0, why: why.to_owned() }
}

/// What staff answered once for a question of this label.
pub(super) fn answered_before(u: &Understood<'_>, facts: &Facts<'_>) -> Option<Decision> {
    if matches!(
        u.is.meaning,
        M::Password | M::Token | M::Captcha | M::Search | M::Newsletter | M::Coupon | M::ReciprocalLink
    ) {
        return None;
    }
    let asked = tokens(&u.question.label.text);
    if asked.is_empty() {
        return None;
    }
    let answer = facts
        .profile
        .answers
        .iter()
        .find(|(k, _)| tokens(k) == asked)
        .map(|(_, v)| v.trim())
        .filter(|v| !v.is_empty())?;
    match choose_text(&u.question, answer, "staff answered this once") {
        Decision::Missing => None,
        d => Some(d),
    }
}
