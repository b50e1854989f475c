//! Which control a recipe's entry speaks of: by `name`, by `id`, or by the label a person reads.

use super::classify::question::Question;
use super::plan::{AdvanceKind, Context};
use super::text::tokens;
use super::words::Folded;
use std::collections::BTreeMap;

/// What a map of a recipe says of a question.
#[must_use]
pub fn said_of<'m, T>(map: &'m BTreeMap<String, T>, q: &Question<'_>) -> Option<&'m T> {
    if map.is_empty() {
        return None;
    }
    let c = q.first();
    let named = [&c.name, &c.id].into_iter().filter(|key| !key.is_empty()).find_map(|key| map.get(key));
    // A name may be a number that changes; what staff picked once is remembered by the list's label.
    named.or_else(|| map.iter().find(|(key, _)| is_label(key, q)).map(|(_, said)| said))
}

/// Whether a list of a recipe names a question.
#[must_use]
pub fn names(list: &[String], q: &Question<'_>) -> bool {
    let c = q.first();
    list.iter().any(|key| !key.is_empty() && (*key == c.name || *key == c.id || is_label(key, q)))
}

/// The key by which a recipe names a question: its name where it has one that a person chose, else its label.
#[must_use]
pub fn key_of(q: &Question<'_>) -> Option<String> {
    let c = q.first();
    let label = q.label.text.trim();
    let usual = |key: &str| !key.is_empty() && key.chars().count() <= 60 && !looks_made(key);
    let candidates = [c.name.as_str(), c.id.as_str()].into_iter().filter(|key| usual(key));
    let key = candidates.map(str::to_owned).next().or_else(|| {
        let fits = !tokens(label).is_empty() && label.chars().count() <= 300;
        fits.then(|| label.to_owned())
    });
    key.or_else(|| [&c.name, &c.id].into_iter().find(|key| !key.is_empty()).cloned())
}

/// The buttons a recipe names.
#[derive(Debug)]
pub struct Buttons {
    steps: Vec<Folded>,
    submit: Option<Folded>,
    /// Not all of the named steps are passed.
    steps_first: bool,
}

impl Buttons {
    /// Those for the form's step at hand.
    #[must_use]
    pub fn of(ctx: &Context<'_>) -> Self {
        let recipe = ctx.recipe;
        Self {
            steps: recipe.steps.iter().map(|text| Folded::new(text)).collect(),
            submit: recipe.submit_text.as_deref().map(Folded::new),
            steps_first: (ctx.steps_done as usize) < recipe.steps.len(),
        }
    }

    /// What pressing the button of that text means, and how much it is wanted; nothing when the recipe does not name it.
    #[must_use]
    pub fn rank(&self, text: &str) -> Option<(i32, AdvanceKind)> {
        if self.steps.is_empty() && self.submit.is_none() {
            return None;
        }
        let text = Folded::new(text);
        if text.as_str().is_empty() {
            return None;
        }
        let submits = self.submit.as_ref().is_some_and(|wanted| *wanted == text);
        let leads_on = self.steps.contains(&text);
        match (submits, leads_on) {
            (_, true) if self.steps_first || !submits => {
                Some((if self.steps_first { 2 } else { 0 }, AdvanceKind::Next))
            }
            (true, _) => Some((1, AdvanceKind::Submit)),
            _ => None,
        }
    }
}

fn is_label(key: &str, q: &Question<'_>) -> bool {
    let asked = tokens(&q.label.text);
    !asked.is_empty() && tokens(key) == asked
}

/// A name that a framework made up for this visit: `:r1a:`, `input-8f3c21d9`, `mui-1042`.
fn looks_made(key: &str) -> bool {
    let long_mix = |part: &str| {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        part.len() >= 6 && digits >= 3 && part.chars().all(|ch| ch.is_ascii_hexdigit())
    };
    let counted =
        ["mui-", "radix-", "headlessui-", "react-select-", "ember", "ext-gen", "el-id-", "v-", "downshift-"];
    key.starts_with(':')
        || counted.iter().any(|start| key.starts_with(start) && key.chars().any(|ch| ch.is_ascii_digit()))
        || key.split(['-', '_', '.']).any(long_mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_made_up_for_one_visit_is_known() {
        for made in [":r1a:", "mui-1042", "input-8f3c21d9", "react-select-3-input", "field_00d9f1"] {
            assert!(looks_made(made), "{made}");
        }
        for chosen in ["company", "field_7", "listingfields[3]", "address2", "face_book", "decade"] {
            assert!(!looks_made(chosen), "{chosen}");
        }
    }
}
