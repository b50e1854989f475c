//! `GET /staff/customers/{id}`: what AutoBolt may type for a customer, what it lacks and what that costs, their jobs and
//! listings.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    jobs::customers::{as_text, editable},
    problem::Path,
    staff::{
        api::customers::{self, Customer},
        session::Caller,
        view::{Bar, JobView, Segment, Shell, reason_words, safe_href},
    },
    store::overview::{self, JobFilter, Listing},
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde_json::Value;
use uuid::Uuid;

/// One field of the form.
struct Field {
    column: &'static str,
    label: String,
    value: String,
    long: bool,
    /// Directories that asked for it while it was not known of somebody.
    cost: usize,
}

struct ListingView {
    row: Listing,
}

impl ListingView {
    fn href(&self) -> Option<String> {
        safe_href(self.row.url.as_deref())
    }

    fn reason(&self) -> Option<&'static str> {
        self.row.reason.as_deref().map(reason_words)
    }
}

#[derive(Template)]
#[template(path = "customer.html")]
struct CustomerPage {
    shell: Shell,
    name: String,
    customer: Customer,
    meter: Bar,
    /// What is not known, in words, with what it costs.
    lacks: Vec<(String, usize)>,
    fields: Vec<Field>,
    jobs: Vec<JobView>,
    listings: Vec<ListingView>,
}

/// `founded_year` as a person reads it.
fn label(column: &str) -> String {
    let words = column.replace('_', " ");
    match words.as_str() {
        "zip" => "ZIP or postcode".to_owned(),
        "address2" => "Address, second line".to_owned(),
        "tax id" => "Tax id".to_owned(),
        "logo path" => "Logo".to_owned(),
        "linkedin" => "LinkedIn".to_owned(),
        "youtube" => "YouTube".to_owned(),
        "tiktok" => "TikTok".to_owned(),
        "whatsapp" => "WhatsApp".to_owned(),
        "github" => "GitHub".to_owned(),
        _ => {
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// Shows it.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Path(id): Path<Uuid>) -> Page {
    let customer = customers::find(&app, id).await?;
    let filter = JobFilter { customer: Some(id), limit: 50, ..JobFilter::default() };
    let jobs = overview::jobs(&app.pool, &filter).await?.into_iter().map(|job| JobView { job }).collect();
    let cost = |column: &str| {
        customer.lacks.iter().find(|lack| lack.field == column).map_or(0, |lack| lack.directories)
    };
    let fields = editable()
        .map(|fact| Field {
            column: fact.column,
            label: label(fact.column),
            value: customer.fields.get(fact.column).map(as_text).unwrap_or_default(),
            long: matches!(fact.column, "description" | "short_description" | "keywords"),
            cost: cost(fact.column),
        })
        .collect();
    let name = customer
        .fields
        .get("business_name")
        .and_then(Value::as_str)
        .map_or_else(|| format!("Customer {id}"), str::to_owned);
    let width = customer.known as f64 * 100.0 / customer.usual.max(1) as f64;
    let meter = Bar {
        segments: vec![Segment { class: "submitted", x: 0.0, width }],
        label: format!("{} of {} usual fields are known", customer.known, customer.usual),
    };
    let lacks = customer.lacks.iter().map(|lack| (label(&lack.field), lack.directories)).collect();
    let listings = customer.listings.iter().cloned().map(|row| ListingView { row }).collect();
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    Ok(render(&CustomerPage { shell, name, meter, lacks, fields, jobs, listings, customer }))
}
