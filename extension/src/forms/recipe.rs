//! Reading a directory's overrides (`directories.recipe`) and checking that they make sense.

use super::plan::Recipe;
use serde_json::Value;

/// Why a recipe is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecipeError {
    /// Not the JSON of a recipe.
    #[error("the recipe cannot be read: {0}")]
    Unreadable(String),
    /// The start address is no web address.
    #[error("start_url must begin with http:// or https://, not `{0}`")]
    StartUrl(String),
    /// A field is both understood and ignored.
    #[error("`{0}` is in `ignore` and in `fields` or `choices`: one of them is a mistake")]
    Contradiction(String),
    /// An empty key or text.
    #[error("`{0}` holds an empty name or text")]
    Empty(&'static str),
}

/// Parses and checks a recipe; `null` and `{}` are the empty recipe.
///
/// # Errors
/// When it is no recipe, or contradicts itself: the text says what to change.
pub fn parse(json: &Value) -> Result<Recipe, RecipeError> {
    if json.is_null() {
        return Ok(Recipe::default());
    }
    let recipe: Recipe = crate::json::from_value(json).map_err(|e| RecipeError::Unreadable(e.to_string()))?;
    check(&recipe)?;
    Ok(recipe)
}

/// Checks a recipe.
///
/// # Errors
/// As [`parse`].
pub fn check(recipe: &Recipe) -> Result<(), RecipeError> {
    if let Some(url) = &recipe.start_url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        return Err(RecipeError::StartUrl(url.clone()));
    }
    let blank = |s: &str| s.trim().is_empty();
    if recipe.fields.keys().any(|k| blank(k)) {
        return Err(RecipeError::Empty("fields"));
    }
    if recipe.choices.iter().any(|(k, v)| blank(k) || blank(v)) {
        return Err(RecipeError::Empty("choices"));
    }
    if recipe.ignore.iter().any(|k| blank(k)) {
        return Err(RecipeError::Empty("ignore"));
    }
    if recipe.submit_text.as_deref().is_some_and(blank) {
        return Err(RecipeError::Empty("submit_text"));
    }
    if recipe.success_text.as_deref().is_some_and(blank) {
        return Err(RecipeError::Empty("success_text"));
    }
    match recipe.ignore.iter().find(|k| recipe.fields.contains_key(*k) || recipe.choices.contains_key(*k)) {
        Some(k) => Err(RecipeError::Contradiction(k.clone())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::field::Meaning;
    use serde_json::json;

    #[test]
    fn a_recipe_is_read_and_an_unknown_key_refused() {
        let recipe = parse(
            &json!({"fields": {"field_7": "business_name"}, "choices": {"plan": "Free"}, "ignore": ["x"]}),
        )
        .unwrap();
        assert_eq!(recipe.fields["field_7"], Meaning::BusinessName);
        assert!(matches!(parse(&json!({"selectors": {}})), Err(RecipeError::Unreadable(_))));
        assert_eq!(parse(&Value::Null), Ok(Recipe::default()));
    }

    #[test]
    fn a_recipe_that_contradicts_itself_is_refused() {
        assert_eq!(
            parse(&json!({"fields": {"a": "phone"}, "ignore": ["a"]})),
            Err(RecipeError::Contradiction("a".into()))
        );
        assert!(matches!(parse(&json!({"start_url": "javascript:alert(1)"})), Err(RecipeError::StartUrl(_))));
        assert_eq!(parse(&json!({"success_text": " "})), Err(RecipeError::Empty("success_text")));
    }
}
