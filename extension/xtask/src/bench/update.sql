-- What the backend does for one POST /jobs/update as AutoBolt sends it: with lease, event id and the press it is the
-- outcome of. The same statements in the same order and the same transaction, for pgbench -M prepared.
--
-- To check it against the backend: a test compares every statement here word for word with those in backend/src/store,
-- and `cargo xtask bench` lets the server log the statements of one real report and compares their order.
-- How to read it: `:name` stands where the store has `$1`, `$2` …; what the script makes up by itself instead of taking
-- a variable stands between /*?*/ and /*.*/. The key's `last_used_at`, written once a minute, is left out.

-- Once per client: its job, key and lease (they were taken through the API before).
\if :first = 0
SELECT key_hash, key_id, keys, job_id, epoch, token_hash, actor FROM bench.seed WHERE client = :client_id \gset
\set first 1
\set directory :from
\endif
\set event 100000000000 + :serial * 100000 + :client_id * 1000 + :directory - 1000

-- key_find
SELECT k.id, k.name, k.scopes, k.revoked_at IS NOT NULL AS revoked,
       CASE WHEN k.expires_at <= now() THEN k.expires_at END AS expired_at,
       ARRAY(WITH RECURSIVE older AS (
               SELECT p.id FROM autobolt.api_keys p WHERE p.rotated_to = k.id
               UNION SELECT p.id FROM autobolt.api_keys p JOIN older o ON p.rotated_to = o.id)
             SELECT id FROM older) AS older,
       k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute' AS note_use
FROM autobolt.api_keys k WHERE k.key_hash = :key_hash \gset key_

BEGIN;

-- lease_fence
UPDATE autobolt.job_control c
SET lease_token_hash = coalesce(c.lease_token_hash, c.last_token_hash),
    lease_key_id = (:keys::uuid[])[1],
    lease_expires_at = clock_timestamp() + :lease_ms * interval '1 millisecond',
    claimable = false, last_token_hash = NULL, last_key_id = NULL, lease_ended = NULL,
    leases_without_progress = CASE WHEN /*?*/true/*.*/ THEN 0 ELSE c.leases_without_progress END
WHERE c.job_id = :job_id AND (:epoch::bigint IS NULL OR c.lease_epoch = :epoch)
  AND ((c.lease_token_hash IS NOT NULL AND c.lease_key_id = ANY (:keys)
        AND (:token_hash::bytea IS NULL OR c.lease_token_hash = :token_hash))
    OR (c.lease_token_hash IS NULL AND c.lease_ended = 'expired' AND c.last_key_id = ANY (:keys)
        AND (:token_hash::bytea IS NULL OR c.last_token_hash = :token_hash)
        AND c.paused_at IS NULL AND c.cancel_requested_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM autobolt.job_control other
                        WHERE other.lease_key_id = ANY (:keys) AND other.lease_token_hash IS NOT NULL)))
RETURNING c.lease_epoch, c.paused_at IS NOT NULL AS paused, c.cancel_requested_at IS NOT NULL AS cancelled,
          EXISTS (SELECT 1 FROM autobolt.workers w
                  WHERE w.key_id = (:keys::uuid[])[1] AND w.stop_requested_at IS NOT NULL) AS stopped,
          c.dry_run \gset lease_

-- report_find
SELECT job_id, key_id, body_hash, reply FROM autobolt.reports
WHERE event_id = /*?*/('00000000-0000-4000-8000-' || :event::text)::uuid/*.*/;

-- result_lock_row
SELECT r.id AS result_id, r.status, s.reason, s.directory_id, s.needs_staff, s.timer_tries, s.handed_over_key_id,
       coalesce(s.next_attempt_at > clock_timestamp(), false) AS timer_waits,
       ceil(extract(epoch FROM s.next_attempt_at - clock_timestamp()) * 1000)::bigint AS due_in_ms,
       CASE
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
       END AS standing
FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
WHERE r.job_id = :job_id AND r.directory_name = :directory FOR UPDATE OF r, s \gset row_

-- attempt_lock
SELECT a.id, a.result_id, a.job_id, a.key_id, a.epoch, a.hand_over, a.dry_run, a.outcome,
       coalesce(s.decided_at >= a.begun_at, false) AS decided_since
FROM autobolt.attempts a JOIN autobolt.submissions s ON s.result_id = a.result_id
WHERE a.id = /*?*/('00000000-0000-4000-9000-' || :event::text)::uuid/*.*/ FOR UPDATE OF a \gset press_

-- result_write
UPDATE public.job_results
SET status = /*?*/'submitted'/*.*/, response_log = :log, submitted_at = CASE WHEN /*?*/'submitted'/*.*/ = 'submitted' THEN now() END
WHERE id = :row_result_id;

-- submission_write
UPDATE autobolt.submissions
SET reason = /*?*/'pending_review'/*.*/, next_attempt_at = clock_timestamp() + /*?*/NULL::bigint/*.*/ * interval '1 millisecond', needs_staff = /*?*/false/*.*/,
    timer_tries = /*?*/0/*.*/, handed_over_key_id = /*?*/NULL/*.*/,
    handed_over_at = CASE WHEN /*?*/NULL/*.*/::uuid IS NULL THEN NULL ELSE now() END,
    holds = /*?*/true/*.*/, updated_at = now(), duration_ms = :duration_ms,
    started_at = coalesce(started_at, now() - coalesce(:duration_ms, 0) * interval '1 millisecond')
WHERE result_id = :row_result_id;

-- event_record
INSERT INTO autobolt.events (kind, job_id, directory_name, actor, data)
VALUES (/*?*/'result'/*.*/, :job_id, :directory, :actor, :result_data) RETURNING id;

-- attempt_resolve
UPDATE autobolt.attempts SET outcome = /*?*/'answered'/*.*/, finished_at = clock_timestamp(), log = :press_log
WHERE id = :press_id AND (outcome IS NULL OR outcome = 'lost');

-- event_record
INSERT INTO autobolt.events (kind, job_id, directory_name, actor, data)
VALUES (/*?*/'attempt'/*.*/, :job_id, :directory, :actor, :press_data) RETURNING id;

-- result_lock_row
SELECT r.id AS result_id, r.status, s.reason, s.directory_id, s.needs_staff, s.timer_tries, s.handed_over_key_id,
       coalesce(s.next_attempt_at > clock_timestamp(), false) AS timer_waits,
       ceil(extract(epoch FROM s.next_attempt_at - clock_timestamp()) * 1000)::bigint AS due_in_ms,
       CASE
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
       END AS standing
FROM public.job_results r JOIN autobolt.submissions s ON s.result_id = r.id
WHERE r.job_id = :job_id AND r.directory_name = :directory FOR UPDATE OF r, s \gset now_

-- job_progress
SELECT count(*) FILTER (WHERE status IN ('submitted', 'failed')) AS done,
       count(*) AS total,
       count(*) FILTER (WHERE status = 'submitted') AS submitted,
       count(*) FILTER (WHERE status = 'failed') AS failed,
       count(*) FILTER (WHERE status = 'retry') AS retry,
       (SELECT count(*) FROM autobolt.submissions WHERE job_id = :job_id AND needs_staff) AS needs_staff
FROM public.job_results WHERE job_id = :job_id \gset progress_

-- report_insert
INSERT INTO autobolt.reports (event_id, job_id, key_id, body_hash, reply) VALUES (/*?*/('00000000-0000-4000-8000-' || :event::text)::uuid/*.*/, :job_id, :key_id, :key_hash, :reply);

COMMIT;
\set directory :directory + 1
