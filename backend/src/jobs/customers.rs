//! What staff change about a customer. Where `public.customers` is AutoBolt's own it is changed there; where it is the
//! sign-up's, staff's word is laid over it and the sign-up's own stays as it is.

use super::control::{ControlError, Done};
use crate::{
    customer_file::check_facts,
    store::{audit, customers},
};
use autobolt_shared::{
    CustomerId,
    profile::{
        aliases::{FACTS, Fact, Kind},
        canonical, read,
    },
};
use serde_json::{Map, Value, json};
use sqlx::{PgConnection, PgPool};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The facts a person can type.
pub fn editable() -> impl Iterator<Item = &'static Fact> {
    FACTS
        .iter()
        .filter(|fact| !matches!(fact.kind, Kind::Files | Kind::Answers | Kind::HoursText | Kind::Degrees(_)))
}

/// A stored value as the text a person reads and types.
#[must_use]
pub fn as_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(as_text).collect::<Vec<_>>().join(", "),
        Value::Object(days) => {
            days.iter().map(|(day, times)| format!("{day} {}", hours(times))).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// The times of one day: `09:00-17:00, 18:00-20:00`.
fn hours(times: &Value) -> String {
    match times {
        Value::Array(spans) => spans.iter().map(hours).collect::<Vec<_>>().join(", "),
        Value::Object(span) => {
            let at = |key: &str| span.get(key).map(as_text).unwrap_or_default();
            format!("{}-{}", at("open"), at("close"))
        }
        other => as_text(other),
    }
}

/// Changes what differs from what is known; an empty text takes a fact away.
///
/// # Errors
/// No such customer; a value that cannot be that fact, each with what it takes.
pub async fn edit(
    pool: &PgPool,
    customer: CustomerId,
    given: &BTreeMap<String, String>,
    actor: &str,
) -> Result<Done, ControlError> {
    let mut tx = pool.begin().await?;
    let known = customers::fields(&mut tx, customer).await?.ok_or(ControlError::NoSuchCustomer)?;
    let changed = changes(given, &known)?;
    if changed.is_empty() {
        return Ok(Done { message: "Nothing was different.".to_owned(), directories: 0 });
    }
    if changed.get("business_name").is_some_and(Value::is_null) {
        return Err(ControlError::Invalid("A customer needs the business's name.".to_owned()));
    }
    store(&mut tx, customer, &changed, actor).await?;
    let before: Map<String, Value> =
        changed.keys().filter_map(|key| Some((key.clone(), known.get(key)?.clone()))).collect();
    let entry = audit::Entry {
        actor,
        action: "customer.edit",
        subject: known.get("business_name").and_then(Value::as_str),
        job_id: None,
        before: Some(Value::Object(before)),
        after: Some(Value::Object(changed.clone())),
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    let n = changed.len();
    let message = format!("Saved. {n} {} changed.", if n == 1 { "field" } else { "fields" });
    Ok(Done { message, directories: 0 })
}

/// Adds a customer. Only where the table is AutoBolt's own.
///
/// # Errors
/// The sign-up's table; no name; a value that cannot be that fact.
pub async fn add(
    pool: &PgPool,
    given: &BTreeMap<String, String>,
    actor: &str,
) -> Result<CustomerId, ControlError> {
    let fields = changes(given, &Map::new())?;
    let Some(name) = fields.get("business_name").and_then(Value::as_str).map(str::to_owned) else {
        return Err(ControlError::Invalid("A customer needs the business's name.".to_owned()));
    };
    let mut tx = pool.begin().await?;
    if !customers::are_ours(&mut tx).await? {
        return Err(ControlError::Invalid(
            "Customers come from the website's sign-up here; AutoBolt adds none to it.".to_owned(),
        ));
    }
    let customer = CustomerId(Uuid::new_v4());
    store(&mut tx, customer, &fields, actor).await?;
    let entry = audit::Entry {
        subject: Some(&name),
        ..audit::Entry::plain(actor, "customer.add", Value::Object(fields.clone()))
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(customer)
}

/// What is different, under canonical names; null for what is taken away.
fn changes(
    given: &BTreeMap<String, String>,
    known: &Map<String, Value>,
) -> Result<Map<String, Value>, ControlError> {
    let mut changed = Map::new();
    let mut wrong = Vec::new();
    for (column, text) in given {
        let Some(fact) = editable().find(|fact| fact.column == column) else {
            wrong.push(format!("{column} is no field of a customer"));
            continue;
        };
        let text = text.trim();
        if known.get(column).map(as_text).unwrap_or_default() == text {
            continue;
        }
        if text.is_empty() {
            changed.insert(column.clone(), Value::Null);
            if fact.kind == Kind::Hours && known.contains_key("opening_hours_text") {
                changed.insert("opening_hours_text".to_owned(), Value::Null);
            }
            continue;
        }
        let one = Map::from_iter([(column.clone(), json!(text))]);
        let found = read(&one);
        wrong.extend(found.unreadable.iter().map(|bad| format!("{column}: it takes {}", bad.wanted)));
        wrong.extend(check_facts(&found.profile));
        changed.extend(canonical(&one));
    }
    if wrong.is_empty() { Ok(changed) } else { Err(ControlError::Invalid(format!("{}.", wrong.join("; ")))) }
}

async fn store(
    tx: &mut PgConnection,
    customer: CustomerId,
    changed: &Map<String, Value>,
    actor: &str,
) -> sqlx::Result<()> {
    if !customers::are_ours(tx).await? {
        return customers::add_extras(tx, customer, changed, actor).await;
    }
    let (mut columns, mut nested) = (Map::new(), Map::new());
    for (key, value) in changed {
        let own = FACTS.iter().any(|fact| fact.column == key && fact.stored_as_column);
        let place = if own { &mut columns } else { &mut nested };
        place.insert(key.clone(), value.clone());
    }
    if !nested.is_empty() {
        columns.insert("business_data".to_owned(), Value::Object(nested));
    }
    customers::put(tx, customer, &columns).await?;
    // What was laid over these fields before would hide the change.
    let lifted: Map<String, Value> = changed.keys().map(|key| (key.clone(), Value::Null)).collect();
    customers::add_extras(tx, customer, &lifted, actor).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn only_what_differs_is_changed_and_an_empty_text_takes_away() {
        let known =
            Map::from_iter([("city".to_owned(), json!("Springfield")), ("fax".to_owned(), json!("1"))]);
        let changed = changes(
            &given(&[("city", "Springfield "), ("fax", ""), ("founded_year", "1998"), ("tagline", "")]),
            &known,
        )
        .unwrap();
        assert_eq!(Value::Object(changed), json!({ "fax": null, "founded_year": 1998 }));
    }

    #[test]
    fn what_cannot_be_that_fact_is_refused_with_what_it_takes() {
        let error =
            changes(&given(&[("founded_year", "soon"), ("shoe_size", "9")]), &Map::new()).unwrap_err();
        assert!(error.to_string().contains("founded_year: it takes"), "{error}");
        assert!(error.to_string().contains("shoe_size is no field"), "{error}");
    }

    #[test]
    fn stored_hours_and_lists_are_texts_that_can_be_read_again() {
        let hours = json!({ "mon": [{ "open": "09:00", "close": "17:00" }], "sun": "closed" });
        assert_eq!(as_text(&hours), "mon 09:00-17:00; sun closed");
        assert_eq!(as_text(&json!(["bread", "cakes"])), "bread, cakes");
    }
}
