//! SQL, and nothing but SQL. Rules are in [`crate::jobs`].
//!
//! Lock order everywhere: `job_control`, `job_results`, `submissions`, `attempts`. Every change of a job begins by locking
//! its `job_control` row.

pub mod assets;
pub mod attempts;
pub mod audit;
pub mod choices;
pub mod control;
pub mod customers;
pub mod directories;
pub mod events;
pub mod evidence;
pub mod jobs;
pub mod keys;
pub mod leases;
pub mod missing;
pub mod orders;
pub mod overview;
pub mod pauses;
pub mod recipes;
pub mod reports;
pub mod sign_in;
pub mod staff;
pub mod workers;

/// How a directory stands, in SQL, over `r` (`job_results`) and `s` (`submissions`): `runnable`, `waiting_timer`,
/// `waiting_staff` or `final`.
///
/// A press without an outcome keeps its directory out of the runnable ones: nothing pressed is ever retried by itself. In a
/// dry run, so does a rehearsal that was done.
macro_rules! standing_sql {
    () => {
        "CASE
           WHEN r.status IN ('submitted', 'failed') THEN 'final'
           WHEN s.needs_staff THEN 'waiting_staff'
           WHEN EXISTS (SELECT 1 FROM autobolt.attempts a
                        WHERE a.result_id = r.id AND a.outcome IS NULL AND NOT a.dry_run
                          AND (s.decided_at IS NULL OR a.begun_at > s.decided_at)) THEN 'waiting_staff'
           WHEN s.next_attempt_at > clock_timestamp() THEN 'waiting_timer'
           WHEN EXISTS (SELECT 1 FROM autobolt.attempts a JOIN autobolt.job_control jc ON jc.job_id = a.job_id
                        WHERE a.result_id = r.id AND a.dry_run AND jc.dry_run
                          AND (s.decided_at IS NULL OR a.begun_at > s.decided_at)) THEN 'waiting_staff'
           ELSE 'runnable'
         END"
    };
}
pub(crate) use standing_sql;

/// Whether a directory is open, and rehearsed since staff last decided about it, in SQL over `r` (`job_results`) and `s`
/// (`submissions`). Once the job is live, nothing of it counts as rehearsed.
macro_rules! rehearsed_sql {
    () => {
        "(r.status IN ('pending', 'retry')
          AND EXISTS (SELECT 1 FROM autobolt.attempts a JOIN autobolt.job_control jc ON jc.job_id = a.job_id
                      WHERE a.result_id = r.id AND a.dry_run AND jc.dry_run
                        AND (s.decided_at IS NULL OR a.begun_at > s.decided_at)))"
    };
}
pub(crate) use rehearsed_sql;
