//! What is one customer's: none of it may get into a recipe.

use super::super::text::tokens;
use autobolt_shared::BusinessProfile;
use serde_json::Value;

/// A value is looked for inside a longer text when it has that many characters.
const TELLING: usize = 4;

/// Every text of one customer's profile, folded.
#[derive(Debug, Default)]
pub(super) struct Private(Vec<String>);

impl Private {
    pub(super) fn of(profile: &BusinessProfile) -> Self {
        let mut all = Self::default();
        all.gather(&crate::json::to_value(profile).unwrap_or_default());
        all
    }

    fn gather(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                let folded = tokens(text).join(" ");
                if folded.chars().count() >= 3 {
                    self.0.push(folded);
                }
            }
            Value::Number(number) => self.0.push(number.to_string()),
            Value::Array(items) => items.iter().for_each(|item| self.gather(item)),
            Value::Object(fields) => fields.values().for_each(|field| self.gather(field)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Whether a text is one of them, or holds one of them.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let folded = tokens(text).join(" ");
        let padded = format!(" {folded} ");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        self.0.iter().any(|own| {
            let number: String = own.chars().filter(char::is_ascii_digit).collect();
            *own == folded
                || (own.chars().count() >= TELLING && padded.contains(&format!(" {own} ")))
                || (number.len() >= 7 && digits.contains(&number))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_customers_values_are_known_inside_longer_texts() {
        let profile = BusinessProfile {
            business_name: Some("Blue Door Bakery".into()),
            phone: Some("+1 555 010 0199".into()),
            email: Some("hello@bluedoor.example".into()),
            ..BusinessProfile::default()
        };
        let private = Private::of(&profile);
        for text in [
            "Publish “Blue Door Bakery” now",
            "Call (555) 010 0199? 1-555-010-0199",
            "hello@bluedoor.example",
            "https://x.example/u/hello@bluedoor.example",
        ] {
            assert!(private.is_in(text), "{text}");
        }
        for text in ["Publish", "Free listing", "Blue", "https://directory.example/add"] {
            assert!(!private.is_in(text), "{text}");
        }
    }
}
