//! Fields to write into.

use super::Decision;
use crate::forms::classify::Understood;
use crate::forms::classify::question::{Question, Shape};
use crate::forms::field::Meaning as M;
use crate::forms::plan::FillValue;
use crate::forms::text::fold;
use crate::forms::values::{Answer, Beside, Facts, fit};

pub(super) fn text(u: &Understood<'_>, facts: &Facts<'_>, beside: Beside, email: Option<&str>) -> Decision {
    let q = &u.question;
    let c = q.first();
    if u.is.meaning == M::OpeningHours && beside.hours_by_day && !q.required {
        return Decision::Skip("the hours are asked by day".into());
    }
    if u.is.meaning == M::Keywords && is_tag_input(q) && !facts.profile.keywords.is_empty() {
        return Decision::Fill(vec![(
            c.r,
            FillValue::Tags(facts.profile.keywords.clone()),
            String::from("one tag after the other"),
        )]);
    }
    // A text field with suggestions offers options, too.
    let answer = if u.is.meaning == M::EmailConfirm {
        match email.map(str::to_owned).or_else(|| facts.candidates(M::Email, q, beside).into_iter().next()) {
            Some(e) => fit(M::EmailConfirm, q, &[e]),
            None => Answer::Unknown,
        }
    } else if c.input_type == "time" {
        match facts.candidates(u.is.meaning, q, beside).into_iter().next() {
            Some(t) => Answer::Text(t),
            None => Answer::Unknown,
        }
    } else {
        facts.text_for(u.is.meaning, q, beside)
    };
    match answer {
        Answer::Text(t) => Decision::Fill(vec![(
            c.r,
            if q.shape == Shape::Rich { FillValue::Rich(t) } else { FillValue::Text(t) },
            String::new(),
        )]),
        Answer::Unknown => Decision::Missing,
        Answer::Unfit(_) if q.required => Decision::Missing,
        Answer::Unfit(why) => Decision::Skip(why),
    }
}

/// A text field that turns each entry into a chip.
fn is_tag_input(q: &Question<'_>) -> bool {
    let c = q.first();
    let marks =
        fold(&format!("{} {}", c.classes, c.ancestors.iter().take(3).cloned().collect::<Vec<_>>().join(" ")));
    q.shape == Shape::Line
        && [
            "tagify",
            "tag-input",
            "taginput",
            "tags-input",
            "tagsinput",
            "bootstrap-tagsinput",
            "chips",
            "chip-input",
            "token-input",
            "react-tags",
            "selectize",
            "choices__input",
        ]
        .iter()
        .any(|m| marks.contains(m))
        || [
            "press enter",
            "hit enter",
            "enter drucken",
            "appuyez sur entree",
            "pulsa intro",
            "premi invio",
            "druk op enter",
            "pressione enter",
            "add a tag",
            "add tag",
            "add keyword",
            "add a keyword",
        ]
        .iter()
        .any(|m| fold(&format!("{} {}", c.placeholder, c.labels.description)).contains(m))
}
