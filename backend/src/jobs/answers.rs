//! What a customer is asked once: staff type the answer, and every directory that waits for it is done again.

use super::control::{self, ControlError, Done};
use crate::store::{audit, control::Which, customers, missing};
use autobolt_shared::{
    CustomerId, JobId,
    profile::{
        aliases::{FACTS, Kind, normal_key},
        canonical, read,
    },
};
use serde_json::{Map, Value, json};
use sqlx::PgPool;
use std::collections::{BTreeMap, BTreeSet};

/// Keeps answers with the customer, each under the label the form gave its question, and does again every directory that
/// lacks nothing any more.
///
/// # Errors
/// Nothing was answered, or too much; no such customer.
pub async fn answer(
    pool: &PgPool,
    customer: CustomerId,
    given: &BTreeMap<String, String>,
    actor: &str,
) -> Result<Done, ControlError> {
    check(given)?;
    let mut tx = pool.begin().await?;
    let known = customers::fields(&mut tx, customer).await?.ok_or(ControlError::NoSuchCustomer)?;
    let fields = as_extras(given, &known);
    customers::add_extras(&mut tx, customer, &fields, actor).await?;
    let entry = audit::Entry {
        actor,
        action: "customer.answer",
        subject: known.get("business_name").and_then(Value::as_str),
        job_id: None,
        before: None,
        after: Some(json!({ "customer_id": customer, "given": given })),
    };
    audit::record(&mut tx, entry).await?;
    let known = customers::fields(&mut tx, customer).await?.unwrap_or_default();
    let waiting = missing::of_customer(&mut tx, customer).await?;
    tx.commit().await?;

    let answered: BTreeSet<String> = answers(&known).keys().map(|label| plain(label)).collect();
    let (mut again, mut left) = (0, 0);
    for row in waiting {
        if !row.missing.iter().all(|label| answered.contains(&plain(label))) {
            left += 1;
            continue;
        }
        // A directory that must stay as it is (its press is under way, say) does not hold up the others.
        match control::retry(pool, JobId(row.job_id), Which::One(row.directory_name), actor).await {
            Ok(_) => again += 1,
            Err(ControlError::Database(error)) => return Err(error.into()),
            Err(_) => left += 1,
        }
    }
    let mut message = match again {
        0 => "Kept with the customer.".to_owned(),
        1 => "Kept with the customer; 1 directory is tried again.".to_owned(),
        n => format!("Kept with the customer; {n} directories are tried again."),
    };
    if left > 0 {
        message.push_str(&format!(" {left} still lack something else."));
    }
    Ok(Done { message, directories: again })
}

fn check(given: &BTreeMap<String, String>) -> Result<(), ControlError> {
    if given.is_empty() {
        return Err(ControlError::Invalid("Fill in at least one of the fields.".to_owned()));
    }
    let bad = |text: &str, most: usize| text.trim().is_empty() || text.chars().count() > most;
    if given.len() > 50 || given.iter().any(|(label, value)| bad(label, 300) || bad(value, 5_000)) {
        return Err(ControlError::Invalid(
            "A question has at most 300 characters and an answer at most 5,000; at most 50 at a time."
                .to_owned(),
        ));
    }
    Ok(())
}

/// The answers as what staff add to a customer. One that is a fact every form may ask for under another label, and that is
/// not known yet, is that fact too.
fn as_extras(given: &BTreeMap<String, String>, known: &Map<String, Value>) -> Map<String, Value> {
    let mut extras = Map::new();
    for (label, value) in given {
        if let Some(column) = fact_of(label).filter(|column| !known.contains_key(*column)) {
            let one = Map::from_iter([(column.to_owned(), json!(value.trim()))]);
            if read(&one).unreadable.is_empty() {
                extras.extend(canonical(&one));
            }
        }
    }
    let answers: Map<String, Value> =
        given.iter().map(|(label, value)| (label.trim().to_owned(), json!(value.trim()))).collect();
    extras.insert("answers".to_owned(), Value::Object(answers));
    extras
}

/// The fact a form's label asks for, where it is one of the usual names.
#[must_use]
pub fn fact_of(label: &str) -> Option<&'static str> {
    let key = normal_key(&plain(label));
    FACTS
        .iter()
        .find(|fact| {
            !matches!(fact.kind, Kind::Files | Kind::Answers | Kind::Hours | Kind::HoursText)
                && (fact.column == key || fact.aliases.contains(&key.as_str()))
        })
        .map(|fact| fact.column)
}

/// A label without what forms put around it.
#[must_use]
pub fn plain(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn answers(known: &Map<String, Value>) -> Map<String, Value> {
    known.get("answers").and_then(Value::as_object).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_to_a_usual_question_is_a_fact_too_unless_that_is_known() {
        let given = BTreeMap::from([
            ("Year founded *".to_owned(), "1998".to_owned()),
            ("Slogan:".to_owned(), "Warm".to_owned()),
        ]);
        let extras = as_extras(&given, &Map::new());
        assert_eq!((&extras["founded_year"], &extras["tagline"]), (&json!(1998), &json!("Warm")));
        assert_eq!(extras["answers"]["Year founded *"], "1998");
        let known = Map::from_iter([("tagline".to_owned(), json!("Cold"))]);
        assert!(!as_extras(&given, &known).contains_key("tagline"));
    }

    #[test]
    fn an_answer_that_cannot_be_that_fact_stays_an_answer() {
        let given = BTreeMap::from([("Year founded".to_owned(), "long ago".to_owned())]);
        let extras = as_extras(&given, &Map::new());
        assert!(!extras.contains_key("founded_year"));
        assert_eq!(extras["answers"]["Year founded"], "long ago");
    }
}
