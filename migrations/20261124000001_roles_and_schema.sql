-- The role the backend serves as, and the private schema everything of AutoBolt's own lives in.
-- Roles belong to the whole cluster, and an advisory lock to one database only: two databases migrated at once can
-- still meet here, so both ways PostgreSQL has of saying "exists already" are taken for success.
do $$
begin
  perform pg_advisory_xact_lock(7261549830);
  if not exists (select 1 from pg_roles where rolname = 'autobolt_app') then
    create role autobolt_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;

create schema if not exists autobolt;
comment on schema autobolt is 'AutoBolt''s own state. Not to be listed under the data API''s exposed schemas.';
revoke all on schema autobolt from public;
grant usage on schema autobolt to autobolt_app;

-- Supabase's API roles, where they exist, get nothing here; not through default privileges either.
do $$
declare
  api_role text;
begin
  foreach api_role in array array['anon', 'authenticated', 'service_role'] loop
    if exists (select 1 from pg_roles where rolname = api_role) then
      execute format('revoke all on schema autobolt from %I', api_role);
      execute format('alter default privileges in schema autobolt revoke all on tables from %I', api_role);
      execute format('alter default privileges in schema autobolt revoke all on sequences from %I', api_role);
      execute format('alter default privileges in schema autobolt revoke all on functions from %I', api_role);
    end if;
  end loop;
end
$$;
