-- The directory catalogue, API keys and workers, staff, audit.
create table autobolt.directories (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (name <> '' and length(name) <= 200),
  submission_url text,
  home_url text,
  category text,
  country text,
  language text,
  authority integer check (authority between 0 and 100),
  active boolean not null default true,
  -- Observed flags: null is unknown. Each with the moment it was seen.
  requires_login boolean,
  requires_login_at timestamptz,
  has_captcha boolean,
  has_captcha_at timestamptz,
  is_paid boolean,
  is_paid_at timestamptz,
  pacing_ms integer check (pacing_ms >= 0),
  recipe jsonb,
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (submission_url is not null or home_url is not null)
);

create table autobolt.api_keys (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- The first characters, to tell keys apart in lists; no use to anybody.
  display_prefix text not null,
  key_hash bytea not null unique check (octet_length(key_hash) = 32),
  -- worker, jobs:create, staff:read
  scopes text[] not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  -- The key that replaces this one after a rotation; both are good until expires_at of this one.
  rotated_to uuid references autobolt.api_keys (id)
);

create table autobolt.pairing_codes (
  code_hash bytea primary key check (octet_length(code_hash) = 32),
  created_at timestamptz not null default now(),
  created_by text not null,
  key_name text,
  expires_at timestamptz not null,
  used_at timestamptz,
  key_id uuid references autobolt.api_keys (id)
);

-- One row per installation, that is per key: what it is doing and when it was last heard of.
create table autobolt.workers (
  key_id uuid primary key references autobolt.api_keys (id) on delete cascade,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  build text,
  protocol integer,
  incarnation text,
  restarts integer not null default 0,
  state text,
  doing jsonb not null default '[]',
  pages jsonb not null default '[]',
  outbox integer not null default 0,
  stop_requested_at timestamptz,
  stop_requested_by text,
  -- When the worker first reported itself stopped after the request.
  stopped_at timestamptz
) with (fillfactor = 70);

create table autobolt.staff (
  id uuid primary key default gen_random_uuid(),
  email text not null,
  name text not null default '',
  password_hash text not null,
  role text not null check (role in ('viewer', 'operator', 'admin')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  failed_logins integer not null default 0,
  locked_until timestamptz
);
create unique index staff_email on autobolt.staff (lower(email));

create table autobolt.staff_sessions (
  id_hash bytea primary key check (octet_length(id_hash) = 32),
  staff_id uuid not null references autobolt.staff (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text
);
create index staff_sessions_staff on autobolt.staff_sessions (staff_id);

-- One-time links that make the first admin, or let a new colleague choose a password.
create table autobolt.setup_links (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  email text,
  role text not null check (role in ('viewer', 'operator', 'admin'))
);

create table autobolt.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- `staff:<email>`, `cli`, `key:<name>`, `system`
  actor text not null,
  action text not null,
  subject text,
  job_id uuid,
  before jsonb,
  after jsonb
);
create index audit_log_job on autobolt.audit_log (job_id, id);
