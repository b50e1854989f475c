//! Reading a recipe that a person wrote: every mistake with its place and what to write instead.

use super::{Meaning, Recipe};
use serde::Deserialize as _;
use serde_json::{Map, Value};
use std::fmt;

/// A control's name or label is no longer than that.
const MOST_NAME: usize = 300;
/// An option's, a button's or a confirmation's text is no longer than that.
const MOST_TEXT: usize = 500;
/// Entries of one list.
const MOST_ENTRIES: usize = 300;

const KEYS: &[&str] = &["start_url", "fields", "choices", "ignore", "steps", "submit_text", "success_text"];

/// The meanings as recipes write them, for suggestions.
const MEANINGS: &[&str] = &[
    "business_name",
    "contact_name",
    "contact_first_name",
    "contact_last_name",
    "contact_role",
    "email",
    "submitter_email",
    "email_confirm",
    "phone",
    "phone_country_code",
    "mobile",
    "fax",
    "website",
    "street",
    "house_number",
    "street2",
    "city",
    "state",
    "postcode",
    "country",
    "full_address",
    "latitude",
    "longitude",
    "description",
    "short_description",
    "tagline",
    "category",
    "subcategory",
    "keywords",
    "founded_year",
    "employees",
    "price_range",
    "opening_hours",
    "logo",
    "photo",
    "video_url",
    "payment_methods",
    "languages",
    "service_area",
    "tax_id",
    "registration_number",
    "terms",
    "free_plan",
];

/// One mistake in a recipe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeProblem {
    /// Where: `fields.field_7`; empty for the whole.
    pub at: String,
    /// What is wrong, and what to write instead.
    pub what: String,
}

impl fmt::Display for RecipeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_empty() { f.write_str(&self.what) } else { write!(f, "`{}`: {}", self.at, self.what) }
    }
}

/// Reads a recipe from the text a person wrote; an empty text is the empty recipe.
///
/// # Errors
/// Every mistake there is.
pub fn read(text: &str) -> Result<Recipe, Vec<RecipeProblem>> {
    if text.trim().is_empty() {
        return Ok(Recipe::default());
    }
    let value: Value = serde_json::from_str(text).map_err(|error| {
        vec![RecipeProblem { at: String::new(), what: format!("This is not valid JSON: {error}.") }]
    })?;
    check(&value)
}

/// Reads a recipe from JSON; `null` is the empty recipe.
///
/// # Errors
/// Every mistake there is.
pub fn check(value: &Value) -> Result<Recipe, Vec<RecipeProblem>> {
    let mut reader = Reader::default();
    let recipe = match value {
        Value::Null => Recipe::default(),
        Value::Object(all) => reader.recipe(all),
        other => {
            reader.wrong("", format!("A recipe is an object in braces, not {}.", kind(other)));
            Recipe::default()
        }
    };
    if reader.problems.is_empty() { Ok(recipe) } else { Err(reader.problems) }
}

#[derive(Default)]
struct Reader {
    problems: Vec<RecipeProblem>,
}

impl Reader {
    fn wrong(&mut self, at: &str, what: impl Into<String>) {
        self.problems.push(RecipeProblem { at: at.to_owned(), what: what.into() });
    }

    fn recipe(&mut self, all: &Map<String, Value>) -> Recipe {
        for key in all.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            let known = KEYS.join(", ");
            self.wrong(key, format!("a recipe has no such part{}. Its parts are {known}.", meant(key, KEYS)));
        }
        let recipe = Recipe {
            start_url: self.url(all.get("start_url")),
            fields: self
                .object("fields", all.get("fields"))
                .into_iter()
                .filter_map(|(key, value)| {
                    Some((key.clone(), self.meaning(&format!("fields.{key}"), value)?))
                })
                .collect(),
            choices: self
                .object("choices", all.get("choices"))
                .into_iter()
                .filter_map(|(key, value)| Some((key.clone(), self.text(&format!("choices.{key}"), value)?)))
                .collect(),
            ignore: self.list("ignore", all.get("ignore"), MOST_NAME),
            steps: self.list("steps", all.get("steps"), MOST_TEXT),
            submit_text: all.get("submit_text").and_then(|v| self.optional("submit_text", v)),
            success_text: all.get("success_text").and_then(|v| self.optional("success_text", v)),
        };
        for key in &recipe.ignore {
            if recipe.fields.contains_key(key) || recipe.choices.contains_key(key) {
                self.wrong(
                    "ignore",
                    format!("`{key}` is also in `fields` or `choices`: one of them is a mistake."),
                );
            }
        }
        for key in recipe.fields.keys().filter(|key| recipe.choices.contains_key(*key)) {
            self.wrong("choices", format!("`{key}` is also in `fields`: one of them is a mistake."));
        }
        recipe
    }

    fn url(&mut self, value: Option<&Value>) -> Option<String> {
        let url = self.optional("start_url", value?)?;
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        match rest {
            Some(rest)
                if !rest.is_empty() && !rest.starts_with('/') && !url.contains(char::is_whitespace) =>
            {
                Some(url)
            }
            _ => {
                self.wrong(
                    "start_url",
                    format!("`{url}` is no web address: write it with https:// or http://."),
                );
                None
            }
        }
    }

    fn optional(&mut self, at: &str, value: &Value) -> Option<String> {
        if value.is_null() { None } else { self.text(at, value) }
    }

    fn text(&mut self, at: &str, value: &Value) -> Option<String> {
        match value {
            Value::String(text) if text.trim().is_empty() => {
                self.wrong(at, "an empty text means nothing: leave the entry out.");
                None
            }
            Value::String(text) if text.chars().count() > MOST_TEXT => {
                self.wrong(at, format!("longer than {MOST_TEXT} characters."));
                None
            }
            Value::String(text) => Some(text.clone()),
            other => {
                self.wrong(at, format!("expected a text in quotes, found {}.", kind(other)));
                None
            }
        }
    }

    fn object<'v>(&mut self, at: &str, value: Option<&'v Value>) -> Vec<(&'v String, &'v Value)> {
        match value {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Object(all)) if all.len() > MOST_ENTRIES => {
                self.wrong(at, format!("more than {MOST_ENTRIES} entries."));
                Vec::new()
            }
            Some(Value::Object(all)) => {
                for key in all.keys() {
                    self.name(at, key);
                }
                all.iter().collect()
            }
            Some(other) => {
                self.wrong(at, format!("expected an object in braces, found {}.", kind(other)));
                Vec::new()
            }
        }
    }

    fn name(&mut self, at: &str, key: &str) {
        if key.trim().is_empty() {
            self.wrong(at, "a control is named by its `name`, its `id` or its label, not by nothing.");
        } else if key.chars().count() > MOST_NAME {
            self.wrong(at, format!("a name is longer than {MOST_NAME} characters."));
        }
    }

    fn list(&mut self, at: &str, value: Option<&Value>, most: usize) -> Vec<String> {
        let items = match value {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.wrong(at, format!("expected a list in brackets, found {}.", kind(other)));
                return Vec::new();
            }
        };
        if items.len() > MOST_ENTRIES {
            self.wrong(at, format!("more than {MOST_ENTRIES} entries."));
            return Vec::new();
        }
        let mut all = Vec::new();
        for (position, item) in items.iter().enumerate() {
            let at = format!("{at}[{position}]");
            let Some(text) = self.text(&at, item) else { continue };
            if text.chars().count() > most {
                self.wrong(&at, format!("longer than {most} characters."));
            }
            all.push(text);
        }
        all
    }

    fn meaning(&mut self, at: &str, value: &Value) -> Option<Meaning> {
        if let Ok(meaning) = Meaning::deserialize(value) {
            return Some(meaning);
        }
        match value {
            Value::String(word) => self.wrong(
                at,
                format!("`{word}` is no meaning{}. docs/recipes.md lists them.", meant(word, MEANINGS)),
            ),
            other => self.wrong(
                at,
                format!(
                    "expected a meaning such as \"business_name\" or {{\"social\": \"facebook\"}}, found {other}."
                ),
            ),
        }
        None
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// "; did you mean …?" where a known word is near.
fn meant(word: &str, known: &[&str]) -> String {
    let plain = word.trim().to_lowercase().replace([' ', '-'], "_");
    let near = known
        .iter()
        .map(|other| (distance(&plain, other), *other))
        .filter(|(far, other)| *far <= 1 + other.len() / 4)
        .min();
    near.map_or_else(String::new, |(_, other)| format!("; did you mean `{other}`?"))
}

/// Edits that lead from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(text: &str) -> Vec<String> {
        read(text).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_mistake_is_told_at_once_with_its_place_and_what_to_write() {
        let said = said(
            r#"{ "start_url": "directory.example", "fields": { "field_7": "busines_name", "x": 3, "": "phone" },
                 "choices": { "plan": "" }, "ignore": "x", "selectors": {}, "submit_text": 5 }"#,
        );
        let has = |part: &str| assert!(said.iter().any(|s| s.contains(part)), "{part} in {said:#?}");
        has("`start_url`: `directory.example` is no web address");
        has("`fields.field_7`: `busines_name` is no meaning; did you mean `business_name`?");
        has("`fields.x`: expected a meaning");
        has("`fields`: a control is named by");
        has("`choices.plan`: an empty text");
        has("`ignore`: expected a list in brackets, found a text");
        has("`selectors`: a recipe has no such part. Its parts are start_url, fields");
        has("`submit_text`: expected a text in quotes, found a number");
        assert_eq!(said.len(), 8, "{said:#?}");
    }

    #[test]
    fn json_that_cannot_be_read_is_told_with_its_line() {
        let said = said("{\n  \"ignore\": [\"a\" \"b\"]\n}");
        assert!(said[0].contains("line 2"), "{said:?}");
    }

    #[test]
    fn a_control_is_said_one_thing_of() {
        for twice in [
            json!({ "fields": { "a": "phone" }, "ignore": ["a"] }),
            json!({ "fields": { "a": "phone" }, "choices": { "a": "x" } }),
            json!({ "choices": { "a": "x" }, "ignore": ["a"] }),
        ] {
            let said = check(&twice).unwrap_err();
            assert!(said.len() == 1 && said[0].what.contains("`a` is also in"), "{said:?}");
        }
    }

    #[test]
    fn every_word_that_is_suggested_is_a_meaning() {
        for word in MEANINGS {
            assert!(Meaning::deserialize(&json!(word)).is_ok(), "{word}");
        }
    }

    #[test]
    fn a_recipe_without_mistakes_is_the_same_by_either_reader() {
        let text = json!({ "fields": { "a": { "social": "facebook" }, "b": { "opens_at": "monday" } }, "steps": ["Next"] });
        let recipe = check(&text).unwrap();
        assert_eq!(serde_json::from_value::<Recipe>(text.clone()).unwrap(), recipe);
        assert_eq!(<Recipe as crate::json::FromJson>::from_json(text).unwrap(), recipe);
        assert_eq!(read("  "), Ok(Recipe::default()));
    }

    #[test]
    fn the_recipes_in_the_handbook_can_be_read() {
        let book = include_str!("../../../docs/recipes.md");
        let blocks: Vec<&str> =
            book.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(blocks.len() >= 4, "the handbook shows recipes");
        for block in blocks {
            assert!(read(block).is_ok_and(|recipe| !recipe.is_empty()), "{block}: {:?}", read(block));
        }
        for word in MEANINGS {
            assert!(book.contains(&format!("`{word}`")), "the handbook lists `{word}`");
        }
    }
}
