//! `/staff/api/staff…`: who signs in to these pages, and what each may do.

use super::actions::Fields;
use crate::{
    app::App,
    jobs::control::Done,
    problem::{ApiError, ApiResult, Json, Path},
    staff::session::{Caller, Role},
    store::{audit, staff as store},
};
use autobolt_shared::problem::{Problem, Slug};
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// Every account.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffReply {
    /// By address.
    pub staff: Vec<Person>,
}

/// One account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Its id.
    pub id: Uuid,
    /// The address it signs in with.
    pub email: String,
    /// `viewer`, `operator`, `admin`.
    pub role: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was switched off.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When it was last seen.
    pub last_seen_at: Option<DateTime<Utc>>,
}

impl From<store::Account> for Person {
    fn from(account: store::Account) -> Self {
        Self {
            id: account.id,
            email: account.email,
            role: account.role,
            created_at: account.created_at,
            disabled_at: account.disabled_at,
            last_seen_at: account.last_seen_at,
        }
    }
}

/// Lists them.
#[utoipa::path(get, path = "/staff/api/staff", tag = "staff", responses((status = 200, body = StaffReply)))]
pub async fn list(State(app): State<App>) -> ApiResult<Json<StaffReply>> {
    let staff = store::list(&app.pool).await?.into_iter().map(Person::from).collect();
    Ok(Json(StaffReply { staff }))
}

/// What somebody may do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleRequest {
    /// `viewer`, `operator` or `admin`.
    #[schema(value_type = String)]
    role: Role,
}

/// Gives an account another role; it holds from the next click on.
#[utoipa::path(post, path = "/staff/api/staff/{id}/role", tag = "staff", params(("id" = Uuid, Path)), request_body = RoleRequest,
    responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn role(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Fields(request): Fields<RoleRequest>,
) -> ApiResult<Json<Done>> {
    change(&app, &caller, id, Change::Role(request.role)).await
}

/// Switches an account off and signs it out everywhere.
#[utoipa::path(post, path = "/staff/api/staff/{id}/disable", tag = "staff", params(("id" = Uuid, Path)),
    responses((status = 200, body = Done), (status = 409, body = Problem, content_type = "application/problem+json")))]
pub async fn disable(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> ApiResult<Json<Done>> {
    change(&app, &caller, id, Change::Disable).await
}

#[derive(Debug, Clone, Copy)]
enum Change {
    Role(Role),
    Disable,
}

async fn change(app: &App, caller: &Caller, id: Uuid, change: Change) -> ApiResult<Json<Done>> {
    let mut tx = app.pool.begin().await?;
    let before = store::account(&mut tx, id)
        .await?
        .ok_or_else(|| ApiError::new(Slug::NotFound, "There is no such account."))?;
    let stays_admin = matches!(change, Change::Role(Role::Admin));
    if !stays_admin && store::is_last_admin(&mut tx, &before.email).await? {
        return Err(ApiError::new(
            Slug::Conflict,
            format!(
                "{} is the last administrator: nobody could handle keys and accounts any more. Make another one first.",
                before.email
            ),
        ));
    }
    let (action, after, message) = match change {
        Change::Role(role) => {
            store::set_role(&mut tx, id, role.as_str()).await?;
            let message = format!("{} is {role} from now on.", before.email);
            ("staff.role", json!({ "role": role.as_str() }), message)
        }
        Change::Disable => {
            store::disable(&mut tx, &before.email).await?;
            let message = format!("{} is switched off and signed out everywhere.", before.email);
            ("staff.disable", json!({ "disabled": true }), message)
        }
    };
    let actor = caller.actor();
    let entry = audit::Entry {
        actor: &actor,
        action,
        subject: Some(&before.email),
        job_id: None,
        before: Some(json!({ "role": before.role, "disabled": before.disabled })),
        after: Some(after),
    };
    audit::record(&mut tx, entry).await?;
    tx.commit().await?;
    Ok(Json(Done { message, directories: 0 }))
}
