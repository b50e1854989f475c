//! Recipes: what staff know about one directory's form that AutoBolt does not see by itself (`directories.recipe`).
//!
//! A recipe says which control means what, what is always chosen, and which buttons lead on. It never holds a customer's
//! data: the same recipe serves every customer. `docs/recipes.md` is written for those who write them.

mod check;
mod meaning;
mod words;

pub use check::{RecipeProblem, check, read};
pub use meaning::{Meaning, PhonePiece};
pub use words::{Change, Changed, changes};

use crate::json::FromJson;
use crate::log::SkippedField;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Overrides for one directory. Everything is optional. A control is named by its `name`, its `id` or its label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[serde(default, deny_unknown_fields)]
pub struct Recipe {
    /// Where to start, instead of the submission URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_url: Option<String>,
    /// What a control means.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Meaning>,
    /// Fixed choices: the option's text; `yes` ticks a box.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<String, String>,
    /// Controls to leave alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Texts of the buttons that lead from one step of the form to the next.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Text of the button that submits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submit_text: Option<String>,
    /// Text that proves success on this directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success_text: Option<String>,
}

impl Recipe {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This recipe with what the other one says laid over it.
    #[must_use]
    pub fn with(mut self, over: &Self) -> Self {
        let named = |key: &String| over.fields.contains_key(key) || over.choices.contains_key(key);
        // What a control was before is not what it is now.
        self.ignore.retain(|key| !named(key));
        self.fields.retain(|key, _| !over.choices.contains_key(key) && !over.ignore.contains(key));
        self.choices.retain(|key, _| !over.fields.contains_key(key) && !over.ignore.contains(key));
        self.fields.extend(over.fields.clone());
        self.choices.extend(over.choices.clone());
        for (own, more) in [(&mut self.ignore, &over.ignore), (&mut self.steps, &over.steps)] {
            for text in more {
                if !own.contains(text) {
                    own.push(text.clone());
                }
            }
        }
        for (own, other) in [
            (&mut self.start_url, &over.start_url),
            (&mut self.submit_text, &over.submit_text),
            (&mut self.success_text, &over.success_text),
        ] {
            if other.is_some() {
                own.clone_from(other);
            }
        }
        self
    }
}

/// What AutoBolt learnt from a person who finished a page by hand: proposed to staff, and used only when they approve it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJson)]
#[serde(default)]
pub struct Learned {
    /// What to lay over the directory's recipe.
    pub recipe: Recipe,
    /// What the person did that does not go into a recipe, and why: labels, never values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<SkippedField>,
}

impl Learned {
    /// Adds what was learnt at a later step.
    pub fn add(&mut self, later: Self) {
        // The last button is the one that submits; what was taken for that before is a step.
        if let Some(step) = self.recipe.submit_text.take()
            && later.recipe.submit_text.as_ref() != Some(&step)
            && !self.recipe.steps.contains(&step)
        {
            self.recipe.steps.push(step);
        }
        self.recipe = std::mem::take(&mut self.recipe).with(&later.recipe);
        for left in later.left_out {
            if !self.left_out.contains(&left) {
                self.left_out.push(left);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn recipe(value: serde_json::Value) -> Recipe {
        check(&value).unwrap()
    }

    #[test]
    fn what_is_laid_over_takes_the_place_of_what_was_said_of_the_same_control() {
        let old = recipe(
            json!({ "fields": { "a": "phone", "b": "city" }, "choices": { "c": "x" }, "ignore": ["d"] }),
        );
        let over = recipe(json!({ "fields": { "c": "category", "d": "email" }, "choices": { "a": "No" } }));
        let all = recipe(json!({
            "fields": { "b": "city", "c": "category", "d": "email" }, "choices": { "a": "No" }
        }));
        assert_eq!(old.with(&over), all);
    }

    #[test]
    fn of_several_buttons_the_last_one_submits_and_the_others_are_steps() {
        let pressed =
            |text: &str| Learned { recipe: recipe(json!({ "submit_text": text })), left_out: Vec::new() };
        let mut all = pressed("Weiter");
        // At this one AutoBolt would have pressed the right button by itself.
        all.add(Learned::default());
        all.add(pressed("Prüfen"));
        all.add(pressed("Los"));
        assert_eq!(all.recipe, recipe(json!({ "steps": ["Weiter", "Prüfen"], "submit_text": "Los" })));
    }

    #[test]
    fn an_empty_recipe_is_written_as_an_empty_object() {
        assert_eq!(serde_json::to_value(Recipe::default()).unwrap(), json!({}));
        assert!(recipe(json!({})).is_empty());
    }
}
