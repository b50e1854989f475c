//! Failed sign-ins, counted by the address that was typed: of one without an account as of one with.

use sqlx::{PgConnection, PgPool};

/// Seconds until an address may be tried again; zero: now.
///
/// # Errors
/// The database's.
pub async fn locked_for_s(pool: &PgPool, email: &str) -> sqlx::Result<i64> {
    let seconds: Option<i64> = sqlx::query_scalar(
        "-- sign_in_locked_for
         SELECT greatest(0, ceil(extract(epoch FROM locked_until - now())))::bigint FROM autobolt.sign_in_failures
         WHERE address_hash = sha256(convert_to(lower($1), 'UTF8')) AND locked_until > now()",
    )
    .bind(email)
    .fetch_optional(pool)
    .await?;
    Ok(seconds.unwrap_or(0))
}

/// Counts a failed sign-in; from the fifth on the address is locked, each time twice as long, up to an hour. A day without
/// one and they are forgotten.
///
/// # Errors
/// The database's.
pub async fn count_failure(pool: &PgPool, email: &str) -> sqlx::Result<()> {
    sqlx::query(
        "-- sign_in_forget_old
         DELETE FROM autobolt.sign_in_failures WHERE last_at < now() - interval '1 day'",
    )
    .execute(pool)
    .await?;
    sqlx::query(
        "-- sign_in_count_failure
         INSERT INTO autobolt.sign_in_failures AS f (address_hash, failures)
         VALUES (sha256(convert_to(lower($1), 'UTF8')), 1)
         ON CONFLICT (address_hash) DO UPDATE
         SET failures = f.failures + 1, last_at = now(),
             locked_until = CASE WHEN f.failures + 1 >= 5
               THEN now() + least(interval '1 hour', interval '30 seconds' * power(2, least(f.failures + 1 - 5, 10))) END",
    )
    .bind(email)
    .execute(pool)
    .await?;
    Ok(())
}

/// Forgets an address's failed sign-ins.
///
/// # Errors
/// The database's.
pub async fn clear_failures(conn: &mut PgConnection, email: &str) -> sqlx::Result<()> {
    sqlx::query(
        "-- sign_in_clear_failures
         DELETE FROM autobolt.sign_in_failures WHERE address_hash = sha256(convert_to(lower($1), 'UTF8'))",
    )
    .bind(email)
    .execute(conn)
    .await?;
    Ok(())
}
