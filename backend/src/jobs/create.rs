//! Orders: which directories a job gets, and making it.
//!
//! A job's directories are fixed when it is made, one row each, so that progress is counted from rows and a resume needs no
//! guesswork. A directory that is open in another job of the customer, or was submitted for them, is never chosen.

use super::choose::{self, Wanted};
use crate::{
    keys,
    problem::ApiError,
    store::{self, customers, jobs, orders},
};
use autobolt_shared::{
    CustomerId, JobId, JobStatus, PackageSize,
    problem::{Problem, Slug},
    profile,
    protocol::job_create::JobCreateReply,
};
use serde_json::json;
use sqlx::{PgConnection, PgPool};

/// What is ordered.
#[derive(Debug, Clone)]
pub struct Order {
    /// The customer.
    pub customer: CustomerId,
    /// The package.
    pub package: PackageSize,
    /// Make it although fewer directories are available.
    pub accept_fewer: bool,
    /// Approve it at once.
    pub approve: bool,
    /// Everything but the press.
    pub dry_run: bool,
    /// Who orders: `cli`, `key:<name>`, `staff:<email>`.
    pub actor: String,
    /// The order's own id, if it has one.
    pub idempotency: Option<Idempotency>,
}

/// An order's own id, per who orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency(pub String);

/// Why a job was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// There is no such customer.
    #[error("there is no customer {0}")]
    NoSuchCustomer(CustomerId),
    /// Fewer directories than the package holds, and nobody said that this is fine.
    #[error("{available} of {wanted} directories available")]
    CatalogueTooSmall {
        /// How many could be chosen.
        available: i64,
        /// How many the package holds.
        wanted: i64,
    },
    /// The id came before with another order.
    #[error("this idempotency key was used for another order")]
    IdReused,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl From<CreateError> for ApiError {
    fn from(error: CreateError) -> Self {
        let text = error.to_string();
        Self(match error {
            CreateError::NoSuchCustomer(_) => Problem::new(Slug::NotFound, format!("T{}.", &text[1..])),
            CreateError::CatalogueTooSmall { available: 0, wanted } => Problem::new(
                Slug::CatalogueTooSmall,
                format!("0 of {wanted} directories available: every active directory is taken by another job of this customer, or there is none."),
            )
            .with("available", 0)
            .with("wanted", wanted),
            CreateError::CatalogueTooSmall { available, wanted } => Problem::new(
                Slug::CatalogueTooSmall,
                format!("{text}. Order again with `accept_fewer` to take these, or add directories first."),
            )
            .with("available", available)
            .with("wanted", wanted),
            CreateError::IdReused => Problem::new(Slug::IdReused, "This `Idempotency-Key` was used for another order."),
            CreateError::Database(error) => return error.into(),
        })
    }
}

/// Makes the job, or finds the one that the same order made before.
///
/// # Errors
/// No such customer; a catalogue that is too small; an id used for another order.
pub async fn create(pool: &PgPool, order: &Order) -> Result<JobCreateReply, CreateError> {
    let mut last = None;
    // Two orders at once may meet at a unique index: the one that came second looks again.
    for _ in 0..3 {
        match try_create(pool, order).await {
            Err(CreateError::Database(error))
                if error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation) =>
            {
                last = Some(error);
            }
            other => return other,
        }
    }
    Err(CreateError::Database(last.unwrap_or(sqlx::Error::RowNotFound)))
}

async fn try_create(pool: &PgPool, order: &Order) -> Result<JobCreateReply, CreateError> {
    let hash = order_hash(order);
    let mut tx = pool.begin().await?;
    // Orders for one customer one after the other: each sees the directories the other took.
    orders::lock_customer(&mut tx, order.customer).await?;
    if let Some(Idempotency(key)) = &order.idempotency
        && let Some(before) = orders::find(&mut tx, &order.actor, key).await?
    {
        if before.hash.as_deref() != Some(hash.as_slice()) {
            return Err(CreateError::IdReused);
        }
        let reply = reply(&mut tx, JobId(before.job_id), order.package, true).await?;
        tx.commit().await?;
        return Ok(reply);
    }
    let fields = customers::fields(&mut tx, order.customer)
        .await?
        .ok_or(CreateError::NoSuchCustomer(order.customer))?;
    let profile = profile::read(&fields).profile;
    let available = orders::available(&mut tx, order.customer).await?;
    let wanted = order.package.directories();
    let count = i64::try_from(available.len()).unwrap_or(i64::MAX);
    if count == 0 || (count < i64::from(wanted) && !order.accept_fewer) {
        return Err(CreateError::CatalogueTooSmall { available: count, wanted: wanted.into() });
    }
    let chosen = choose::choose(available, &Wanted::of(&profile), usize::try_from(wanted).unwrap_or(0));
    let new = orders::NewJob {
        customer: order.customer,
        package_size: wanted,
        created_by: &order.actor,
        idempotency: order.idempotency.as_ref().map(|id| (id.0.as_str(), hash.as_slice())),
        dry_run: order.dry_run,
        approved: order.approve,
    };
    let job = orders::insert(&mut tx, new, &chosen).await?;
    jobs::refresh(&mut tx, job).await?;
    let data = json!({ "status": "pending", "directories": chosen.len(), "approved": order.approve, "dry_run": order.dry_run });
    store::events::record(&mut tx, "job", Some(job), None, &order.actor, data).await?;
    let reply = reply(&mut tx, job, order.package, false).await?;
    tx.commit().await?;
    Ok(reply)
}

fn order_hash(order: &Order) -> Vec<u8> {
    let said = format!("{} {} {} {}", order.customer, order.package, order.accept_fewer, order.dry_run);
    keys::sha256(said.as_bytes())
}

async fn reply(
    conn: &mut PgConnection,
    job: JobId,
    package: PackageSize,
    replay: bool,
) -> sqlx::Result<JobCreateReply> {
    let status: JobStatus = jobs::status(conn, job).await?;
    let progress = jobs::progress(conn, job).await?;
    let wanted = package.directories();
    let fewer = progress.total < i64::from(wanted);
    Ok(JobCreateReply {
        job_id: job,
        status,
        approved: orders::is_approved(conn, job).await?,
        note: fewer.then(|| format!("{} of {wanted} directories available", progress.total)),
        progress,
        replay,
    })
}
