//! A recipe in sentences, and what changed between two of them: what staff read before they approve one.

use super::Recipe;
use std::collections::BTreeMap;

/// What became of one line of a recipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stays.
    Kept,
}

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub is: Changed,
    /// The line.
    pub line: String,
}

impl Recipe {
    /// One sentence for each thing it says, in a fixed order, by the place it stands at.
    #[must_use]
    pub fn lines(&self) -> BTreeMap<(u8, String), String> {
        let mut lines = BTreeMap::new();
        let mut say = |part: u8, key: &str, words: String| {
            lines.insert((part, key.to_owned()), words);
        };
        if let Some(url) = &self.start_url {
            say(0, "", format!("Begin at {url}"));
        }
        for (key, meaning) in &self.fields {
            say(1, key, format!("“{key}” is the {}", meaning.word().replace('_', " ")));
        }
        for (key, option) in &self.choices {
            say(2, key, format!("In “{key}” always choose “{option}”"));
        }
        for key in &self.ignore {
            say(3, key, format!("Leave “{key}” alone"));
        }
        for (position, text) in self.steps.iter().enumerate() {
            say(4, &format!("{position:03}"), format!("Press “{text}” to go on to the next step"));
        }
        if let Some(text) = &self.submit_text {
            say(5, "", format!("Press “{text}” to submit"));
        }
        if let Some(text) = &self.success_text {
            say(6, "", format!("“{text}” on the page means that the listing was taken"));
        }
        lines
    }
}

/// What changes from one recipe to another, line by line; a line that is said otherwise is removed and added.
#[must_use]
pub fn changes(from: &Recipe, to: &Recipe) -> Vec<Change> {
    let (before, after) = (from.lines(), to.lines());
    let places: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let mut all = Vec::new();
    for place in places {
        let (old, new) = (before.get(place), after.get(place));
        if let (Some(old), true) = (old, old == new) {
            all.push(Change { is: Changed::Kept, line: old.clone() });
            continue;
        }
        all.extend(old.map(|line| Change { is: Changed::Removed, line: line.clone() }));
        all.extend(new.map(|line| Change { is: Changed::Added, line: line.clone() }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_change_is_told_as_what_goes_and_what_comes() {
        let old = check(&json!({ "fields": { "a": "phone", "b": "city" }, "submit_text": "Go" })).unwrap();
        let new = check(&json!({ "fields": { "a": "mobile", "b": "city" }, "choices": { "plan": "Free" } }))
            .unwrap();
        let told: Vec<(Changed, String)> =
            changes(&old, &new).into_iter().map(|change| (change.is, change.line)).collect();
        let expected = [
            (Changed::Removed, "“a” is the phone"),
            (Changed::Added, "“a” is the mobile"),
            (Changed::Kept, "“b” is the city"),
            (Changed::Added, "In “plan” always choose “Free”"),
            (Changed::Removed, "Press “Go” to submit"),
        ];
        assert_eq!(told, expected.map(|(is, line)| (is, line.to_owned())));
    }
}
