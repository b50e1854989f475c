//! Staff accounts, their sessions and one-time links. Tokens are stored as SHA-256 alone.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

/// A SHA-256 hash of a random token.
pub type TokenHash = [u8; 32];

/// How long a session lives without being used, and at most.
pub const SESSION_IDLE: &str = "12 hours";
const SESSION_ABSOLUTE: &str = "7 days";

/// An account.
#[derive(Debug, Clone, FromRow)]
pub struct Account {
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
    /// Until when sign-in is refused, after failures.
    pub locked_until: Option<DateTime<Utc>>,
    /// When it was last seen in a session.
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// What sign-in needs to know of an account.
#[derive(Debug, Clone, FromRow)]
pub struct Credentials {
    /// Its id.
    pub id: Uuid,
    /// Its address, as stored.
    pub email: String,
    /// argon2id, in PHC form.
    pub password_hash: String,
    /// Switched off.
    pub disabled: bool,
}

/// The person behind a session.
#[derive(Debug, Clone, FromRow)]
pub struct SessionOwner {
    /// The account.
    pub id: Uuid,
    /// Its address.
    pub email: String,
    /// Its role.
    pub role: String,
}

/// Whether any account can sign in.
///
/// # Errors
/// The database's.
pub async fn any(pool: &PgPool) -> sqlx::Result<bool> {
    sqlx::query_scalar("-- staff_any\nSELECT EXISTS (SELECT 1 FROM autobolt.staff WHERE disabled_at IS NULL)")
        .fetch_one(pool)
        .await
}

/// Every account.
///
/// # Errors
/// The database's.
pub async fn list(pool: &PgPool) -> sqlx::Result<Vec<Account>> {
    sqlx::query_as(
        "-- staff_list
         SELECT s.id, s.email, s.role, s.created_at, s.disabled_at, f.locked_until, max(v.last_seen_at) AS last_seen_at
         FROM autobolt.staff s LEFT JOIN autobolt.staff_sessions v ON v.staff_id = s.id
         LEFT JOIN autobolt.sign_in_failures f ON f.address_hash = sha256(convert_to(lower(s.email), 'UTF8')) AND f.locked_until > now()
         GROUP BY s.id, f.locked_until ORDER BY lower(s.email)",
    )
    .fetch_all(pool)
    .await
}

/// The account of that address, for sign-in.
///
/// # Errors
/// The database's.
pub async fn credentials(pool: &PgPool, email: &str) -> sqlx::Result<Option<Credentials>> {
    sqlx::query_as(
        "-- staff_credentials
         SELECT id, email, password_hash, disabled_at IS NOT NULL AS disabled
         FROM autobolt.staff WHERE lower(email) = lower($1)",
    )
    .bind(email)
    .fetch_optional(pool)
    .await
}

/// Makes an account, or gives the one of that address a new password and role and lets it in again.
///
/// # Errors
/// The database's.
pub async fn put(
    conn: &mut PgConnection,
    email: &str,
    password_hash: &str,
    role: &str,
) -> sqlx::Result<Uuid> {
    sqlx::query_scalar(
        "-- staff_put
         INSERT INTO autobolt.staff (email, password_hash, role) VALUES ($1, $2, $3)
         ON CONFLICT (lower(email)) DO UPDATE
           SET password_hash = excluded.password_hash, role = excluded.role, disabled_at = NULL
         RETURNING id",
    )
    .bind(email)
    .bind(password_hash)
    .bind(role)
    .fetch_one(conn)
    .await
}

/// Whether that address is the one administrator left who can sign in. Others that change accounts wait for the end of the
/// transaction: of two administrators who switch each other off, one stays.
///
/// # Errors
/// The database's.
pub async fn is_last_admin(conn: &mut PgConnection, email: &str) -> sqlx::Result<bool> {
    sqlx::query("-- staff_lock\nSELECT pg_advisory_xact_lock(7261549833)").execute(&mut *conn).await?;
    sqlx::query_scalar(
        "-- staff_is_last_admin
         SELECT coalesce(bool_and(lower(email) = lower($1)), false) FROM autobolt.staff
         WHERE role = 'admin' AND disabled_at IS NULL",
    )
    .bind(email)
    .fetch_one(conn)
    .await
}

/// An account as a change of it begins.
#[derive(Debug, Clone, FromRow)]
pub struct AccountState {
    /// Its address.
    pub email: String,
    /// Its role.
    pub role: String,
    /// Switched off.
    pub disabled: bool,
}

/// One account, locked.
///
/// # Errors
/// The database's.
pub async fn account(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<AccountState>> {
    sqlx::query_as(
        "-- staff_account
         SELECT email, role, disabled_at IS NOT NULL AS disabled FROM autobolt.staff WHERE id = $1 FOR UPDATE",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// Gives an account another role.
///
/// # Errors
/// The database's.
pub async fn set_role(conn: &mut PgConnection, id: Uuid, role: &str) -> sqlx::Result<u64> {
    Ok(sqlx::query("-- staff_set_role\nUPDATE autobolt.staff SET role = $2 WHERE id = $1")
        .bind(id)
        .bind(role)
        .execute(conn)
        .await?
        .rows_affected())
}

/// Switches an account off and ends its sessions. False: no such account.
///
/// # Errors
/// The database's.
pub async fn disable(conn: &mut PgConnection, email: &str) -> sqlx::Result<bool> {
    let id: Option<Uuid> = sqlx::query_scalar(
        "-- staff_disable
         UPDATE autobolt.staff SET disabled_at = coalesce(disabled_at, now()) WHERE lower(email) = lower($1) RETURNING id",
    )
    .bind(email)
    .fetch_optional(&mut *conn)
    .await?;
    if let Some(id) = id {
        end_sessions_of(conn, id).await?;
    }
    Ok(id.is_some())
}

/// Opens a session.
///
/// # Errors
/// The database's.
pub async fn open_session(
    conn: &mut PgConnection,
    token: &TokenHash,
    staff: Uuid,
    user_agent: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "-- session_sweep\nDELETE FROM autobolt.staff_sessions WHERE expires_at < now() - interval '1 day'",
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "-- session_open
         INSERT INTO autobolt.staff_sessions (id_hash, staff_id, expires_at, user_agent)
         VALUES ($1, $2, now() + $3::text::interval, left($4, 300))",
    )
    .bind(token.as_slice())
    .bind(staff)
    .bind(SESSION_ABSOLUTE)
    .bind(user_agent)
    .execute(conn)
    .await?;
    Ok(())
}

/// Whose session it is, if it is alive; says that it was used, at most once a minute.
///
/// # Errors
/// The database's.
pub async fn session(pool: &PgPool, token: &TokenHash) -> sqlx::Result<Option<SessionOwner>> {
    #[derive(FromRow)]
    struct Found {
        #[sqlx(flatten)]
        owner: SessionOwner,
        touch: bool,
    }
    let found: Option<Found> = sqlx::query_as(
        "-- session_owner
         SELECT s.id, s.email, s.role, v.last_seen_at < now() - interval '1 minute' AS touch
         FROM autobolt.staff_sessions v JOIN autobolt.staff s ON s.id = v.staff_id
         WHERE v.id_hash = $1 AND v.expires_at > now() AND v.last_seen_at > now() - $2::text::interval
           AND s.disabled_at IS NULL",
    )
    .bind(token.as_slice())
    .bind(SESSION_IDLE)
    .fetch_optional(pool)
    .await?;
    let Some(found) = found else { return Ok(None) };
    if found.touch {
        sqlx::query(
            "-- session_touch\nUPDATE autobolt.staff_sessions SET last_seen_at = now() WHERE id_hash = $1",
        )
        .bind(token.as_slice())
        .execute(pool)
        .await?;
    }
    Ok(Some(found.owner))
}

/// Ends one session.
///
/// # Errors
/// The database's.
pub async fn end_session(conn: impl PgExecutor<'_>, token: &TokenHash) -> sqlx::Result<()> {
    sqlx::query("-- session_end\nDELETE FROM autobolt.staff_sessions WHERE id_hash = $1")
        .bind(token.as_slice())
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends every session of an account.
///
/// # Errors
/// The database's.
pub async fn end_sessions_of(conn: &mut PgConnection, staff: Uuid) -> sqlx::Result<u64> {
    Ok(sqlx::query("-- session_end_all\nDELETE FROM autobolt.staff_sessions WHERE staff_id = $1")
        .bind(staff)
        .execute(conn)
        .await?
        .rows_affected())
}

/// What a one-time link is for.
#[derive(Debug, Clone, FromRow)]
pub struct Link {
    /// The account it signs in; none: whoever opens it chooses an address.
    pub email: Option<String>,
    /// The role of the account it makes.
    pub role: String,
    /// Who made it.
    pub created_by: String,
}

/// Makes a one-time link.
///
/// # Errors
/// The database's.
pub async fn make_link(
    conn: &mut PgConnection,
    token: &TokenHash,
    created_by: &str,
    email: Option<&str>,
    role: &str,
    minutes: i32,
) -> sqlx::Result<()> {
    sqlx::query(
        "-- link_make
         INSERT INTO autobolt.setup_links (token_hash, created_by, expires_at, email, role)
         VALUES ($1, $2, now() + make_interval(mins => $3), $4, $5)",
    )
    .bind(token.as_slice())
    .bind(created_by)
    .bind(minutes)
    .bind(email)
    .bind(role)
    .execute(conn)
    .await?;
    Ok(())
}

/// A link that is still good.
///
/// # Errors
/// The database's.
pub async fn peek_link(pool: &PgPool, token: &TokenHash) -> sqlx::Result<Option<Link>> {
    sqlx::query_as(
        "-- link_peek
         SELECT email, role, created_by FROM autobolt.setup_links
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now()
           -- Without an address it is for when nobody can sign in, and for no further account.
           AND (email IS NOT NULL OR NOT EXISTS (SELECT 1 FROM autobolt.staff WHERE disabled_at IS NULL))",
    )
    .bind(token.as_slice())
    .fetch_optional(pool)
    .await
}

/// Uses a link up. `None`: it was used before, has run out, or never was.
///
/// # Errors
/// The database's.
pub async fn use_link(conn: &mut PgConnection, token: &TokenHash) -> sqlx::Result<Option<Link>> {
    sqlx::query_as(
        "-- link_use
         UPDATE autobolt.setup_links SET used_at = now()
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now()
           -- Without an address it is for when nobody can sign in, and for no further account.
           AND (email IS NOT NULL OR NOT EXISTS (SELECT 1 FROM autobolt.staff WHERE disabled_at IS NULL))
         RETURNING email, role, created_by",
    )
    .bind(token.as_slice())
    .fetch_optional(conn)
    .await
}
