-- Row security and grants on everything of AutoBolt's own: autobolt_app and nobody else. What is history may be added to
-- and read, never changed or deleted.
do $$
declare
  t text;
begin
  for t in select c.relname from pg_class c where c.relnamespace = 'autobolt'::regnamespace and c.relkind = 'r'
             and c.relname not like '\_%' loop
    execute format('alter table autobolt.%I enable row level security', t);
    execute format('create policy autobolt_app_all on autobolt.%I for all to autobolt_app using (true) with check (true)', t);
    execute format('revoke all on autobolt.%I from public', t);
    if t in ('audit_log', 'events', 'reports') then
      execute format('grant select, insert on autobolt.%I to autobolt_app', t);
    elsif t in ('staff_sessions', 'pairing_codes', 'setup_links', 'page_requests') then
      execute format('grant select, insert, update, delete on autobolt.%I to autobolt_app', t);
    else
      execute format('grant select, insert, update on autobolt.%I to autobolt_app', t);
    end if;
  end loop;
end
$$;
grant usage on all sequences in schema autobolt to autobolt_app;
-- Supabase's default privileges in `public` may have granted functions and tables before; nothing of ours is meant for them.
do $$
declare
  api_role text;
begin
  foreach api_role in array array['anon', 'authenticated', 'service_role'] loop
    if exists (select 1 from pg_roles where rolname = api_role) then
      execute format('revoke all on all tables in schema autobolt from %I', api_role);
      execute format('revoke all on all sequences in schema autobolt from %I', api_role);
      execute format('revoke all on all functions in schema autobolt from %I', api_role);
    end if;
  end loop;
end
$$;
