-- What drives a job: approval, lease, and beside each result what is needed to work on it.
create table autobolt.job_control (
  job_id uuid primary key references public.jobs (id) on delete cascade,
  created_by text not null,
  -- `Idempotency-Key` of the order, per key that ordered.
  idempotency_key text,
  idempotency_hash bytea,
  approved_at timestamptz,
  approved_by text,
  paused_at timestamptz,
  paused_by text,
  cancel_requested_at timestamptz,
  cancel_requested_by text,
  dry_run boolean not null default false,
  -- Higher first.
  priority integer not null default 0,
  -- Not offered before.
  run_after timestamptz not null default now(),
  -- Approved, not paused, not cancelled, not finished, has something to run, and not leased: may be handed out.
  -- Kept by the statements that change any of these, inside the same transaction.
  claimable boolean not null default false,
  lease_epoch bigint not null default 0,
  lease_token_hash bytea,
  lease_expires_at timestamptz,
  lease_key_id uuid references autobolt.api_keys (id),
  lease_incarnation text,
  -- The lease before, and how it ended: its owner may revive one that ran out, is told why it lost another, and gets
  -- the same answer when it completes twice.
  last_token_hash bytea,
  last_key_id uuid references autobolt.api_keys (id),
  lease_ended text check (lease_ended in (
    'expired', 'complete', 'parked', 'waiting_for_staff', 'released', 'failed', 'paused', 'cancelled', 'revoked')),
  -- Leases in a row under which nothing was pressed or reported, the present one included.
  leases_without_progress integer not null default 0,
  last_error text,
  started_at timestamptz,
  finished_at timestamptz,
  check ((lease_token_hash is null) = (lease_expires_at is null)),
  check ((lease_token_hash is null) = (lease_key_id is null)),
  check (not (claimable and lease_token_hash is not null))
) with (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0
);
create index job_control_claimable on autobolt.job_control (priority desc, run_after, job_id) where claimable;
create index job_control_leased on autobolt.job_control (lease_expires_at) where lease_token_hash is not null;
-- A key holds one lease.
create unique index job_control_one_lease_per_key on autobolt.job_control (lease_key_id) where lease_token_hash is not null;
create unique index job_control_idempotency on autobolt.job_control (created_by, idempotency_key)
  where idempotency_key is not null;

-- 1:1 with public.job_results.
create table autobolt.submissions (
  result_id uuid primary key references public.job_results (id) on delete cascade,
  job_id uuid not null references public.jobs (id) on delete cascade,
  directory_id uuid not null references autobolt.directories (id),
  customer_id uuid not null,
  -- Order in which to do them.
  position integer not null,
  reason text check (reason in (
    'pending_review', 'needs_email_confirmation', 'unverified',
    'validation', 'duplicate', 'rejected', 'unsupported_form', 'unreachable', 'skipped', 'cancelled',
    'timeout', 'captcha', 'login', 'payment', 'missing_data', 'outcome_unknown')),
  -- Due time of a `retry` by timer.
  next_attempt_at timestamptz,
  needs_staff boolean not null default false,
  -- Visits that ended in a `retry` by timer, since the last change by staff.
  timer_tries integer not null default 0,
  -- The key whose prepared page waits for staff.
  handed_over_key_id uuid references autobolt.api_keys (id),
  handed_over_at timestamptz,
  -- Staff decided by hand; a late outcome of an older attempt is recorded in attempts only.
  decided_by text,
  decided_at timestamptz,
  started_at timestamptz,
  updated_at timestamptz not null default now(),
  duration_ms integer,
  -- Open or submitted: no second row for that customer and directory may be so. Failed ones let go.
  holds boolean not null default true,
  check (not needs_staff or next_attempt_at is null)
) with (fillfactor = 80);
create unique index submissions_once_per_customer on autobolt.submissions (customer_id, directory_id) where holds;
create index submissions_job on autobolt.submissions (job_id, position);
create index submissions_timer on autobolt.submissions (next_attempt_at) where next_attempt_at is not null;
create index submissions_needs_staff on autobolt.submissions (job_id) where needs_staff;
create index submissions_directory on autobolt.submissions (directory_id, updated_at desc);

-- One row per press permission, kept for ever.
create table autobolt.attempts (
  id uuid primary key,
  result_id uuid not null references public.job_results (id) on delete cascade,
  job_id uuid not null references public.jobs (id) on delete cascade,
  key_id uuid not null references autobolt.api_keys (id),
  epoch bigint not null,
  incarnation text,
  hand_over boolean not null default false,
  dry_run boolean not null default false,
  begun_at timestamptz not null default now(),
  finished_at timestamptz,
  -- null while unresolved. `lost`: the worker went away between begin and outcome.
  outcome text check (outcome in ('answered', 'no_request', 'field_errors', 'unknown', 'lost')),
  log jsonb not null default '{}',
  check ((outcome is null) = (finished_at is null))
);
create unique index attempts_one_unresolved on autobolt.attempts (result_id) where outcome is null and not dry_run;
create index attempts_result on autobolt.attempts (result_id, begun_at);
create index attempts_job on autobolt.attempts (job_id);

-- Reports already stored, so that a repeat gets the same answer.
create table autobolt.reports (
  event_id uuid primary key,
  job_id uuid not null references public.jobs (id) on delete cascade,
  key_id uuid not null,
  body_hash bytea not null,
  reply jsonb not null,
  at timestamptz not null default now()
);
create index reports_job on autobolt.reports (job_id);

-- The timeline of a job, and what live pages are fed from: one row per thing that happened. NOTIFY carries the id alone.
create table autobolt.events (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- result, job, lease, attempt, worker, staff
  kind text not null,
  job_id uuid references public.jobs (id) on delete cascade,
  directory_name text,
  actor text not null,
  data jsonb not null default '{}'
);
create index events_job on autobolt.events (job_id, id);

create function autobolt.notify_event() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('autobolt_events', new.id::text);
  return null;
end
$$;
create trigger events_notify after insert on autobolt.events
  for each row execute function autobolt.notify_event();

-- Pages that staff want to see in an AutoBolt, or want closed.
create table autobolt.page_requests (
  id bigint generated always as identity primary key,
  key_id uuid not null references autobolt.api_keys (id) on delete cascade,
  job_id uuid not null references public.jobs (id) on delete cascade,
  directory_name text not null,
  action text not null check (action in ('open', 'close')),
  requested_at timestamptz not null default now(),
  requested_by text not null,
  delivered_at timestamptz
);
create index page_requests_open on autobolt.page_requests (key_id, id) where delivered_at is null;

create table autobolt.evidence (
  id uuid primary key,
  job_id uuid not null references public.jobs (id) on delete cascade,
  directory_name text not null,
  attempt_id uuid,
  key_id uuid not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes integer not null,
  sha256 bytea not null,
  -- Where the bytes are: a name below the evidence folder.
  location text not null,
  created_at timestamptz not null default now()
);
create index evidence_job on autobolt.evidence (job_id, directory_name);

-- What staff or an import add to a customer, and answers they gave once.
create table autobolt.customer_extras (
  customer_id uuid primary key references public.customers (id) on delete cascade,
  data jsonb not null default '{}',
  updated_at timestamptz not null default now(),
  updated_by text not null
);
