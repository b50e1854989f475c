-- Failed sign-ins by address, whether or not an account has it: a lock tells nobody which accounts exist. The address is
-- kept as a hash, since people type passwords into the wrong field.
create table autobolt.sign_in_failures (
  address_hash bytea primary key,
  failures integer not null,
  last_at timestamptz not null default now(),
  locked_until timestamptz
);
create index sign_in_failures_last on autobolt.sign_in_failures (last_at);
alter table autobolt.sign_in_failures enable row level security;
create policy autobolt_app_all on autobolt.sign_in_failures for all to autobolt_app using (true) with check (true);
revoke all on autobolt.sign_in_failures from public;
grant select, insert, update, delete on autobolt.sign_in_failures to autobolt_app;
do $$
declare
  api_role text;
begin
  foreach api_role in array array['anon', 'authenticated', 'service_role'] loop
    if exists (select 1 from pg_roles where rolname = api_role) then
      execute format('revoke all on autobolt.sign_in_failures from %I', api_role);
    end if;
  end loop;
end
$$;
-- An older instance still counts here while it is being replaced.
comment on column autobolt.staff.failed_logins is 'Not used any more; see sign_in_failures.';
comment on column autobolt.staff.locked_until is 'Not used any more; see sign_in_failures.';

-- A lease also ends when the key that holds it expires.
alter table autobolt.job_control drop constraint job_control_lease_ended_check;
alter table autobolt.job_control add constraint job_control_lease_ended_check check (lease_ended in (
  'expired', 'complete', 'parked', 'waiting_for_staff', 'released', 'failed', 'paused', 'cancelled', 'revoked',
  'key_expired'));
create index api_keys_expiring on autobolt.api_keys (expires_at) where expires_at is not null and revoked_at is null;
