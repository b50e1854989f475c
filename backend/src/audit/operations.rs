//! Group 6: how the running system does. Only read.

use super::Subject;
use super::check::{Check, Spec};
use crate::db;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

const STUCK: Spec = Spec::data_flow("operations.stuck_leases", "R5");
const FALLING: Spec = Spec::data_flow("operations.falling_success", "R6");
const KEY_AGE: Spec = Spec::security("operations.key_age", "R1");
const BUILDS: Spec = Spec::architecture("operations.worker_builds", "R1");
const POOLER: Spec = Spec::architecture("operations.pooler", "R5");
const TLS: Spec = Spec::security("operations.tls", "R1");
const CLOCK: Spec = Spec::data_flow("operations.clock", "R5");
const BACKUPS: Spec = Spec::data_flow("operations.backups", "R5");

/// Leases are taken back within the sweep, 10 s; twice that is late.
const LATE_S: f64 = 20.0;
/// Sign-in and signatures bear this much.
const SKEW_S: i64 = 30;
/// A backup older than this is none.
const BACKUP_DAYS: i64 = 7;

/// Makes the group's checks. `build` is the audited extension's version, where one was looked at.
///
/// # Errors
/// The database cannot be asked.
pub async fn checks(subject: &Subject, build: Option<&str>) -> sqlx::Result<Vec<Check>> {
    let pool = &subject.database;
    Ok(vec![
        stuck(pool).await?,
        falling(pool).await?,
        key_age(pool).await?,
        builds(pool, build).await?,
        pooler(&subject.address).await,
        tls(&subject.address),
        clock(pool, subject.clock).await?,
        backups(subject),
    ])
}

async fn stuck(pool: &PgPool) -> sqlx::Result<Check> {
    let wrong: Vec<String> = sqlx::query_scalar(
        "-- audit_stuck
         SELECT 'job ' || job_id || ': its lease ran out at ' || to_char(lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI UTC')
                || ' and nobody took it back'
         FROM autobolt.job_control
         WHERE lease_token_hash IS NOT NULL AND lease_expires_at < now() - $1 * interval '1 second'
         ORDER BY lease_expires_at LIMIT 50",
    )
    .bind(LATE_S)
    .fetch_all(pool)
    .await?;
    Ok(STUCK.judge(
        &wrong,
        "no lease ran out without being taken back",
        "Is `autobolt serve` running? It takes such jobs back every ten seconds; its log says why not.",
    ))
}

async fn falling(pool: &PgPool) -> sqlx::Result<Check> {
    let wrong: Vec<String> = sqlx::query_scalar(
        "-- audit_falling
         WITH seen AS (
           SELECT r.directory_name AS name, (r.status = 'submitted')::int AS good, s.updated_at > now() - interval '7 days' AS recent
           FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
           WHERE (r.status IN ('submitted', 'failed') OR s.needs_staff)
             AND s.reason IS DISTINCT FROM 'cancelled' AND s.reason IS DISTINCT FROM 'skipped'
             AND s.updated_at > now() - interval '37 days'),
         rates AS (
           SELECT name, avg(good) FILTER (WHERE recent) AS now, avg(good) FILTER (WHERE NOT recent) AS before
           FROM seen GROUP BY name
           HAVING count(*) FILTER (WHERE recent) >= 5 AND count(*) FILTER (WHERE NOT recent) >= 5)
         SELECT name || ': ' || round(100 * now) || ' % submitted in the last 7 days, ' || round(100 * before) || ' % in the 30 before'
         FROM rates WHERE before - now >= 0.3 ORDER BY before - now DESC LIMIT 20",
    )
    .fetch_all(pool)
    .await?;
    Ok(FALLING.advise(
        &wrong,
        "no directory's success fell by 30 points within a week",
        "Look at the directory's form: it probably changed. A recipe may help (Directories).",
    ))
}

async fn key_age(pool: &PgPool) -> sqlx::Result<Check> {
    let wrong: Vec<String> = sqlx::query_scalar(
        "-- audit_key_age
         SELECT 'the key “' || name || '” (' || display_prefix || '…) ' || CASE
             WHEN coalesce(last_used_at, created_at) < now() - interval '90 days' THEN 'was not used for 90 days'
             ELSE 'is more than a year old' END
         FROM autobolt.api_keys
         WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
           AND (coalesce(last_used_at, created_at) < now() - interval '90 days' OR created_at < now() - interval '1 year')
         ORDER BY created_at LIMIT 50",
    )
    .fetch_all(pool)
    .await?;
    Ok(KEY_AGE.advise(
        &wrong,
        "every key is younger than a year and was used within 90 days",
        "`autobolt keys rotate` an old key, `autobolt keys revoke` one nobody uses.",
    ))
}

async fn builds(pool: &PgPool, build: Option<&str>) -> sqlx::Result<Check> {
    let audited = build.unwrap_or(env!("CARGO_PKG_VERSION"));
    let live: Vec<(String, Option<String>)> = sqlx::query_as(
        "-- audit_builds
         SELECT k.name, w.build FROM autobolt.workers w JOIN autobolt.api_keys k ON k.id = w.key_id
         WHERE w.last_seen_at > now() - interval '1 day' AND k.revoked_at IS NULL ORDER BY k.name",
    )
    .fetch_all(pool)
    .await?;
    let wrong: Vec<String> = live
        .iter()
        .filter(|(_, build)| build.as_deref() != Some(audited))
        .map(|(name, build)| {
            format!(
                "“{name}” runs {}",
                build.as_deref().unwrap_or("no AutoBolt, or one that does not say which")
            )
        })
        .collect();
    let evidence = if live.is_empty() {
        "no AutoBolt was seen within a day".to_owned()
    } else {
        format!("{} AutoBolts run build {audited}", live.len())
    };
    Ok(BUILDS.advise(
        &wrong,
        evidence,
        format!("Load build {audited} there: what was audited is not what runs."),
    ))
}

async fn pooler(address: &PgConnectOptions) -> Check {
    match db::refuse_transaction_pooler(address).await {
        Ok(()) => {
            POOLER.pass("each connection is a session of its own: no transaction-mode pooler stands between")
        }
        Err(error) => POOLER.fail(
            error.to_string(),
            "Set DATABASE_URL to the direct or the session-mode address (port 5432).",
        ),
    }
}

fn tls(address: &PgConnectOptions) -> Check {
    const FIX: &str = "Add `?sslmode=verify-full&sslrootcert=FILE` to DATABASE_URL, with the certificate from the project's settings \
                       (docs/deploy.md, \"TLS to the database\").";
    let host = address.get_host();
    let near = address.get_socket().is_some()
        || host == "localhost"
        || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    match address.get_ssl_mode() {
        _ if near => TLS.pass("the database is on this machine"),
        PgSslMode::VerifyFull => TLS.pass("the database's certificate and name are verified"),
        PgSslMode::VerifyCa => {
            TLS.partial("the database's certificate is verified, but not whose it is", FIX)
        }
        PgSslMode::Require => {
            TLS.partial("the connection is encrypted, but not to whom: no certificate is verified", FIX)
        }
        PgSslMode::Prefer | PgSslMode::Allow | PgSslMode::Disable => {
            TLS.fail("passwords and customers' data may cross the network unencrypted", FIX)
        }
    }
}

async fn clock(pool: &PgPool, here: fn() -> DateTime<Utc>) -> sqlx::Result<Check> {
    let before = here();
    let there: DateTime<Utc> =
        sqlx::query_scalar("-- audit_clock\n SELECT clock_timestamp()").fetch_one(pool).await?;
    let skew = (there - before).num_seconds().abs();
    Ok(if skew > SKEW_S {
        CLOCK.partial(
            format!("the database's clock and this machine's are {skew} s apart"),
            "Set both by NTP. Leases keep to the database's clock and bear it; times in logs and sign-in do not.",
        )
    } else {
        CLOCK.pass(format!("the database's clock and this machine's agree to {} s", skew.max(1)))
    })
}

/// What `autobolt backup` notes beside the data.
#[derive(Debug, Deserialize)]
struct LastBackup {
    at: DateTime<Utc>,
}

fn backups(subject: &Subject) -> Check {
    const FIX: &str = "Run `autobolt backup FILE` daily, and keep the file on another machine.";
    if !subject.embedded {
        return BACKUPS.partial(
            "not to be seen from here: the database's host backs it up, or does not",
            "Look at the host's backups (Supabase: Database → Backups; docs/deploy.md, \"Backups\"), and try a restore.",
        );
    }
    let note = std::fs::read(subject.data_dir.join(crate::config::LAST_BACKUP)).ok();
    match note.and_then(|text| serde_json::from_slice::<LastBackup>(&text).ok()) {
        Some(LastBackup { at }) if ((subject.clock)() - at).num_days() < BACKUP_DAYS => {
            BACKUPS.pass(format!("last backed up on {}", at.format("%Y-%m-%d at %H:%M UTC")))
        }
        Some(LastBackup { at }) => {
            BACKUPS.partial(format!("last backed up on {}, more than a week ago", at.format("%Y-%m-%d")), FIX)
        }
        None => BACKUPS.partial("never backed up with `autobolt backup`", FIX),
    }
}
