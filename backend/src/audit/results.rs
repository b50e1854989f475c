//! What the live database says of results: nothing is called submitted without evidence, and walls wait for people. Only read.

use super::check::{Check, Spec};
use sqlx::PgPool;

const EVIDENCE: Spec = Spec::data_flow("results.evidence", "R7");
const REASONS: Spec = Spec::data_flow("results.reasons", "R7");
const WALLS: Spec = Spec::data_flow("results.walls", "R8");

const FIX: &str = "Look at these directories on the job's page, and set them right there: `not submitted`, or `submitted` with a note.";

/// Makes the group's checks.
///
/// # Errors
/// The database cannot be asked.
pub async fn checks(pool: &PgPool) -> sqlx::Result<Vec<Check>> {
    Ok(vec![
        judged(
            pool,
            EVIDENCE,
            "every directory called submitted has a log of what was seen, or a person who said so",
            WITHOUT_EVIDENCE,
        )
        .await?,
        judged(pool, REASONS, "every result's reason is one its status may have", STRANGE_REASONS).await?,
        judged(
            pool,
            WALLS,
            "every CAPTCHA, sign-in and payment waits for a person, or was decided by one",
            PASSED_WALLS,
        )
        .await?,
    ])
}

const WITHOUT_EVIDENCE: &str = "-- audit_without_evidence
    SELECT 'job ' || r.job_id || ', ' || r.directory_name || ': submitted without evidence'
    FROM public.job_results r LEFT JOIN autobolt.submissions s ON s.result_id = r.id
    WHERE r.status = 'submitted' AND r.response_log = '{}' AND s.decided_by IS NULL
    ORDER BY 1 LIMIT 100";

const STRANGE_REASONS: &str = "-- audit_strange_reasons
    SELECT 'job ' || r.job_id || ', ' || r.directory_name || ': ' || r.status || ' for the reason ' || coalesce(s.reason, '-')
    FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
    WHERE NOT coalesce(CASE r.status
      WHEN 'pending' THEN s.reason IS NULL
      WHEN 'submitted' THEN s.reason IS NULL OR s.reason IN ('pending_review', 'needs_email_confirmation', 'unverified')
      WHEN 'failed' THEN s.reason IS NULL
        OR s.reason IN ('validation', 'duplicate', 'rejected', 'unsupported_form', 'unreachable', 'skipped', 'cancelled')
      ELSE s.reason IN ('unreachable', 'timeout', 'captcha', 'login', 'payment', 'missing_data', 'outcome_unknown',
                        'unsupported_form', 'validation') END, false)
    ORDER BY 1 LIMIT 100";

const PASSED_WALLS: &str = "-- audit_passed_walls
    SELECT 'job ' || r.job_id || ', ' || r.directory_name || ': ' || s.reason || ' and no person is waited for'
    FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
    WHERE r.status = 'retry' AND s.reason IN ('captcha', 'login', 'payment') AND NOT s.needs_staff
    ORDER BY 1 LIMIT 100";

async fn judged(pool: &PgPool, spec: Spec, good: &str, sql: &'static str) -> sqlx::Result<Check> {
    let wrong: Vec<String> = sqlx::query_scalar(sql).fetch_all(pool).await?;
    Ok(spec.judge(&wrong, good, FIX))
}
