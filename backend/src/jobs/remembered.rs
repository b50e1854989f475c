//! Choices that staff make once: a required list offers nothing that says what the customer's data says, so a person picks,
//! and the same pick serves every customer of that category at that directory.

use super::control::{self, ControlError, Done};
use crate::store::{assets::Assets, audit, choices, choices::Remembered, control::Which, customers, jobs};
use autobolt_shared::{BusinessProfile, CustomerId, JobId};
use serde_json::{Map, Value, json};
use sqlx::PgPool;
use std::collections::BTreeMap;

/// A customer's category as choices are remembered for it.
#[must_use]
pub fn category_of(profile: &BusinessProfile) -> String {
    let words = profile.category.as_deref().unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ").to_lowercase().chars().take(500).collect()
}

/// A directory's recipe with what is remembered; what the recipe itself says stays.
#[must_use]
pub fn laid_under(recipe: Option<Value>, remembered: &[&Remembered]) -> Option<Value> {
    if remembered.is_empty() {
        return recipe;
    }
    let mut fields = match recipe {
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(fields)) => fields,
        // Not a recipe: whoever reads it says so.
        Some(other) => return Some(other),
    };
    let own = fields.get("choices").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut all: Map<String, Value> =
        remembered.iter().map(|r| (r.field.clone(), Value::String(r.option.clone()))).collect();
    all.extend(own);
    fields.insert("choices".to_owned(), Value::Object(all));
    Some(Value::Object(fields))
}

/// Remembers what staff picked at a directory, list by list, and does the directory again.
///
/// # Errors
/// Nothing was picked, or too much; the directory cannot be done again now.
pub async fn choose(
    pool: &PgPool,
    assets: &Assets,
    job: JobId,
    directory: &str,
    picked: BTreeMap<String, String>,
    actor: &str,
) -> Result<Done, ControlError> {
    if picked.is_empty() {
        return Err(ControlError::Invalid("Pick an option of each list.".to_owned()));
    }
    let too_long = |text: &str, most: usize| text.trim().is_empty() || text.chars().count() > most;
    if picked.len() > 20 || picked.iter().any(|(field, option)| too_long(field, 300) || too_long(option, 500))
    {
        return Err(ControlError::Invalid(
            "A list has a label of at most 300 characters and an option of at most 500; at most 20 lists at a time.".to_owned(),
        ));
    }
    let mut tx = pool.begin().await?;
    let customer = CustomerId(jobs::order(&mut tx, job).await?.customer_id);
    let profile = customers::profile(&mut tx, assets, customer).await?.unwrap_or_default();
    let category = category_of(&profile);
    for (field, option) in &picked {
        let choice =
            Remembered { directory_name: directory.to_owned(), field: field.clone(), option: option.clone() };
        if choices::remember(&mut tx, job, &category, &choice, actor).await? == 0 {
            return Err(ControlError::NoSuchDirectory(directory.to_owned()));
        }
    }
    audit::record(
        &mut tx,
        audit::Entry {
            actor,
            action: "directory.choose",
            subject: Some(directory),
            job_id: Some(job.0),
            before: None,
            after: Some(json!({ "customer_category": category, "choices": picked })),
        },
    )
    .await?;
    tx.commit().await?;
    let done = control::retry(pool, job, Which::One(directory.to_owned()), actor).await?;
    let whose = if category.is_empty() {
        "customers without a category".to_owned()
    } else {
        format!("“{category}”")
    };
    Ok(Done { message: format!("Remembered for {directory} and {whose}; it is tried again."), ..done })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_s_own_choice_stays_and_the_remembered_ones_join_it() {
        let plan = Remembered { directory_name: "D".into(), field: "Plan".into(), option: "Gold".into() };
        let topic = Remembered { field: "Topic".into(), option: "Home".into(), ..plan.clone() };
        let recipe = json!({ "ignore": ["x"], "choices": { "Plan": "Free" } });
        assert_eq!(
            laid_under(Some(recipe), &[&plan, &topic]),
            Some(json!({ "ignore": ["x"], "choices": { "Plan": "Free", "Topic": "Home" } }))
        );
        assert_eq!(laid_under(None, &[&topic]), Some(json!({ "choices": { "Topic": "Home" } })));
        assert_eq!(laid_under(None, &[]), None);
    }

    #[test]
    fn a_category_is_the_same_however_it_is_written() {
        let profile =
            BusinessProfile { category: Some("  Hair   Salon ".into()), ..BusinessProfile::default() };
        assert_eq!(category_of(&profile), "hair salon");
    }
}
