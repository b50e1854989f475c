//! `GET` and `POST /staff/jobs/new`: make a job, after a look at how many directories it would get.

use super::{Live, Page, PageError, render, shell};
use crate::{
    app::App,
    jobs::{
        choose::{self, Candidate},
        create::{self, CreateError, Order},
    },
    problem::{Form, Query},
    staff::{session::Caller, view::Shell},
    store::{audit, customers, orders, overview},
};
use askama::Template;
use autobolt_shared::{CustomerId, PackageSize, profile};
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

/// More do not fit into one list; the customers page leads here with one chosen.
const MOST_CUSTOMERS: i32 = 500;

/// What is wanted. Texts, because a form sends empty ones for what is not chosen yet.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    customer: String,
    package: String,
    accept_fewer: String,
    approve: String,
    dry_run: String,
}

impl Wanted {
    fn customer(&self) -> Option<Uuid> {
        self.customer.parse().ok()
    }

    fn package(&self) -> Option<PackageSize> {
        self.package.parse().ok()
    }
}

struct Choice {
    id: Uuid,
    label: String,
}

struct Package {
    size: i32,
}

struct Preview {
    words: String,
    available: i64,
    short: bool,
    /// Best first.
    chosen: Vec<Candidate>,
    /// Why others are not: the reason, and who.
    others: Vec<(&'static str, Vec<String>)>,
}

#[derive(Template)]
#[template(path = "new_job.html")]
struct NewJob {
    shell: Shell,
    customers: Vec<Choice>,
    customer: Option<Uuid>,
    packages: Vec<Package>,
    package: i32,
    preview: Option<Preview>,
    error: String,
    rehearsal: bool,
}

impl NewJob {
    fn chosen(&self, id: &Uuid) -> bool {
        self.customer == Some(*id)
    }
}

/// The form, with a preview where a customer is chosen.
pub async fn form(State(app): State<App>, caller: Caller, uri: Uri, Query(wanted): Query<Wanted>) -> Page {
    page(&app, caller, &uri, &wanted, String::new()).await
}

/// Makes the job.
pub async fn submit(State(app): State<App>, caller: Caller, uri: Uri, Form(wanted): Form<Wanted>) -> Page {
    let (Some(customer), Some(package)) = (wanted.customer(), wanted.package()) else {
        return refused(&app, caller, &uri, &wanted, "Choose a customer and a package.".to_owned()).await;
    };
    let actor = caller.actor();
    let approve = !wanted.approve.is_empty();
    let order = Order {
        customer: CustomerId(customer),
        package,
        accept_fewer: !wanted.accept_fewer.is_empty(),
        approve,
        dry_run: !wanted.dry_run.is_empty(),
        actor: actor.clone(),
        idempotency: None,
    };
    match create::create(&app.pool, &order).await {
        Ok(made) => {
            let mut conn = app.pool.acquire().await?;
            let after = json!({ "customer": customer, "package": i32::from(package), "directories": made.progress.total,
                                "approved": made.approved, "dry_run": order.dry_run });
            let entry = audit::Entry {
                job_id: Some(made.job_id.0),
                ..audit::Entry::plain(&actor, "job.create", after)
            };
            audit::record(&mut conn, entry).await?;
            Ok(Redirect::to(&format!("/staff/jobs/{}", made.job_id)).into_response())
        }
        // The preview says how many there are, and offers to take them.
        Err(CreateError::CatalogueTooSmall { .. }) => {
            refused(
                &app,
                caller,
                &uri,
                &wanted,
                "The job was not made: there are fewer directories than the package.".to_owned(),
            )
            .await
        }
        Err(CreateError::NoSuchCustomer(_)) => {
            refused(&app, caller, &uri, &wanted, "There is no such customer any more.".to_owned()).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn refused(app: &App, caller: Caller, uri: &Uri, wanted: &Wanted, why: String) -> Page {
    let page = page(app, caller, uri, wanted, why).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(app: &App, caller: Caller, uri: &Uri, wanted: &Wanted, error: String) -> Page {
    let mut customers: Vec<Choice> = overview::customers(&app.pool, "", MOST_CUSTOMERS)
        .await?
        .into_iter()
        .map(|c| Choice { id: c.id, label: label(c.id, c.business_name, c.email) })
        .collect();
    let package = wanted.package().unwrap_or(PackageSize::Fifty);
    let customer = wanted.customer();
    let preview = match customer {
        Some(id) => Some(look(app, id, package).await?),
        None => None,
    };
    if let Some(id) = customer
        && !customers.iter().any(|choice| choice.id == id)
        && overview::customer_profile(&app.pool, id).await?.is_some()
    {
        customers.push(Choice { id, label: id.to_string() });
    }
    let shell = shell(app, caller, uri, Live::No).await?;
    let packages = PackageSize::ALL.into_iter().map(|p| Package { size: p.directories() }).collect();
    Ok(render(&NewJob {
        shell,
        customers,
        customer,
        packages,
        package: package.directories(),
        preview,
        error,
        rehearsal: !wanted.dry_run.is_empty(),
    }))
}

/// How many directories the job would get.
async fn look(app: &App, customer: Uuid, package: PackageSize) -> Result<Preview, PageError> {
    let mut conn = app.pool.acquire().await?;
    let customer = CustomerId(customer);
    let fields = customers::fields(&mut conn, customer).await?.unwrap_or_default();
    let candidates = orders::available(&mut conn, customer).await?;
    let unavailable = orders::unavailable(&mut conn, customer).await?;
    let available = candidates.len() as i64;
    let wanted = i64::from(package.directories());
    // The very order in which the job would choose.
    let looks_for = choose::Wanted::of(&profile::read(&fields).profile);
    let mut chosen = choose::choose(candidates, &looks_for, usize::MAX);
    let rest = chosen.split_off(chosen.len().min(usize::try_from(wanted).unwrap_or(0)));
    let of = |why: &str| {
        unavailable.iter().filter(|one| one.why == why).map(|one| one.name.clone()).collect::<Vec<_>>()
    };
    let others = [
        ("fit less well; a larger package would take them", rest.into_iter().map(|one| one.name).collect()),
        ("have taken this customer’s listing already", of("listed")),
        ("are in another job of this customer", of("open")),
        ("are paused because they keep failing", of("paused")),
        ("are switched off", of("off")),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .collect();
    let short = available < wanted;
    let words = if short {
        format!("{available} of {wanted} directories available; below is why others are not.")
    } else {
        format!("{wanted} of {available} available directories would be chosen, the best matching first.")
    };
    Ok(Preview { words, available, short, chosen, others })
}

fn label(id: Uuid, name: Option<String>, email: Option<String>) -> String {
    match (name, email) {
        (Some(name), Some(email)) => format!("{name} ({email})"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => id.to_string(),
    }
}
