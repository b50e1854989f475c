//! `/staff/api/customers…`: who there is, what AutoBolt may type for them, and what it lacks.

use super::actions::{Fields, WholeForm};
use crate::{
    app::App,
    jobs::{
        answers,
        control::Done,
        customers::{self as rules, as_text},
    },
    problem::{ApiError, ApiResult, Json, Path, Query},
    staff::session::Caller,
    store::{
        customers, missing,
        overview::{self, CustomerLine, Listing},
    },
};
use autobolt_shared::{
    CustomerId,
    problem::{Problem, Slug},
};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;
use uuid::Uuid;

/// What nearly every directory asks for, or shows where it is there.
pub const CORE: [&str; 18] = [
    "business_name",
    "contact_name",
    "email",
    "phone",
    "website",
    "address",
    "city",
    "state",
    "zip",
    "country",
    "description",
    "short_description",
    "category",
    "keywords",
    "founded_year",
    "opening_hours",
    "facebook",
    "logo_path",
];

/// What is searched for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CustomersQuery {
    /// Part of a name or address.
    pub q: String,
}

/// Customers.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomersReply {
    /// At most 100; search to find others.
    pub customers: Vec<CustomerLine>,
}

/// One customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Customer {
    /// The customer.
    pub id: Uuid,
    /// `public.customers` is AutoBolt's own; otherwise edits are laid over what the sign-up says.
    pub own_table: bool,
    /// What AutoBolt may type, by canonical name.
    pub fields: BTreeMap<String, Value>,
    /// What was asked once and answered.
    pub answers: BTreeMap<String, String>,
    /// Of the usual fields: how many are known.
    pub known: usize,
    /// Of the usual fields: how many there are.
    pub usual: usize,
    /// Fields that are not known, the dearest first.
    pub lacks: Vec<Lack>,
    /// What was submitted for them.
    pub listings: Vec<Listing>,
}

/// A field that is not known.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Lack {
    /// Its canonical name.
    pub field: String,
    /// Directories whose forms required it of some customer.
    pub directories: usize,
}

/// Lists them.
#[utoipa::path(get, path = "/staff/api/customers", tag = "staff", params(CustomersQuery), responses((status = 200, body = CustomersReply)))]
pub async fn list(
    State(app): State<App>,
    Query(query): Query<CustomersQuery>,
) -> ApiResult<Json<CustomersReply>> {
    let customers = overview::customers(&app.pool, query.q.trim(), 100).await?;
    Ok(Json(CustomersReply { customers }))
}

/// Shows one.
#[utoipa::path(get, path = "/staff/api/customers/{id}", tag = "staff", params(("id" = Uuid, Path)),
    responses((status = 200, body = Customer), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn show(State(app): State<App>, Path(id): Path<Uuid>) -> ApiResult<Json<Customer>> {
    Ok(Json(find(&app, id).await?))
}

/// One customer, or the problem that there is none.
///
/// # Errors
/// Not found; the database's.
pub async fn find(app: &App, id: Uuid) -> ApiResult<Customer> {
    let mut conn = app.pool.acquire().await?;
    let mut fields = customers::fields(&mut conn, CustomerId(id))
        .await?
        .ok_or_else(|| ApiError::new(Slug::NotFound, "There is no such customer."))?;
    let own_table = customers::are_ours(&mut conn).await?;
    drop(conn);
    let answers = match fields.remove("answers") {
        Some(Value::Object(answers)) => {
            answers.iter().map(|(label, value)| (label.clone(), as_text(value))).collect()
        }
        _ => BTreeMap::new(),
    };
    // By field, whatever each form calls it: directories count once.
    let mut asked: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
    for (label, directories) in missing::asked_for(&app.pool).await? {
        if let Some(column) = answers::fact_of(&label) {
            asked.entry(column).or_default().extend(directories);
        }
    }
    let cost = |column: &str| asked.get(column).map_or(0, BTreeSet::len);
    // A first and a last name are a name.
    let parts = ["contact_first_name", "contact_last_name"];
    let knows = |column: &str| {
        fields.contains_key(column)
            || (column == "contact_name" && parts.iter().all(|part| fields.contains_key(*part)))
    };
    let known = CORE.iter().filter(|column| knows(column)).count();
    let mut lacks: Vec<Lack> = rules::editable()
        .map(|fact| fact.column)
        .filter(|column| !knows(column) && (CORE.contains(column) || cost(column) > 0))
        .map(|column| Lack { field: column.to_owned(), directories: cost(column) })
        .collect();
    lacks.sort_by_key(|lack| std::cmp::Reverse(lack.directories));
    let listings = overview::listings(&app.pool, id).await?;
    let fields = fields.into_iter().collect();
    Ok(Customer { id, own_table, fields, answers, known, usual: CORE.len(), lacks, listings })
}

/// What staff type for a customer: canonical names and texts; an empty text takes a field away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct EditRequest(BTreeMap<String, Option<String>>);

impl EditRequest {
    fn texts(self) -> BTreeMap<String, String> {
        self.0.into_iter().map(|(key, value)| (key, value.unwrap_or_default())).collect()
    }
}

/// Changes a customer.
#[utoipa::path(post, path = "/staff/api/customers/{id}", tag = "staff", params(("id" = Uuid, Path)), request_body = EditRequest,
    responses((status = 200, body = Done), (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn edit(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    WholeForm(request): WholeForm<EditRequest>,
) -> ApiResult<Json<Done>> {
    Ok(Json(rules::edit(&app.pool, CustomerId(id), &request.texts(), &caller.actor()).await?))
}

/// A customer that was added.
#[derive(Debug, Serialize, ToSchema)]
pub struct Added {
    /// The customer.
    pub id: Uuid,
    /// For the person who asked.
    pub message: String,
}

/// Adds a customer, where the table is AutoBolt's own.
#[utoipa::path(post, path = "/staff/api/customers", tag = "staff", request_body = EditRequest,
    responses((status = 200, body = Added), (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn add(
    State(app): State<App>,
    caller: Caller,
    WholeForm(request): WholeForm<EditRequest>,
) -> ApiResult<Json<Added>> {
    let id = rules::add(&app.pool, &request.texts(), &caller.actor()).await?.0;
    Ok(Json(Added { id, message: "Added. Fill in what you know, then create a job.".to_owned() }))
}

/// Answers to what forms asked.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AnswersRequest {
    /// `answer:` and the label, and the answer.
    #[serde(flatten)]
    given: BTreeMap<String, String>,
}

/// Keeps answers with the customer and does again every directory that lacks nothing any more.
#[utoipa::path(post, path = "/staff/api/customers/{id}/answers", tag = "staff", params(("id" = Uuid, Path)), request_body = AnswersRequest,
    responses((status = 200, body = Done), (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn answers(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<AnswersRequest>,
) -> ApiResult<Json<Done>> {
    let mut given = BTreeMap::new();
    for (key, value) in request.given {
        let Some(label) = key.strip_prefix("answer:") else {
            let detail = format!("{key} is no field of this; answers are given as `answer:LABEL`.");
            return Err(ApiError::new(Slug::Invalid, detail));
        };
        given.insert(label.to_owned(), value);
    }
    Ok(Json(answers::answer(&app.pool, CustomerId(id), &given, &caller.actor()).await?))
}
