-- What staff picked from a directory's list, because no option said what the customer's data says: remembered for that
-- directory and that category of customers.
create table autobolt.remembered_choices (
  directory_id uuid not null references autobolt.directories (id) on delete cascade,
  -- In lower case; '' for customers without one.
  customer_category text not null check (length(customer_category) <= 500),
  -- The list's label.
  field text not null check (field <> '' and length(field) <= 300),
  -- The option's text.
  option text not null check (option <> '' and length(option) <= 500),
  chosen_by text not null,
  chosen_at timestamptz not null default now(),
  primary key (directory_id, customer_category, field)
);
alter table autobolt.remembered_choices enable row level security;
create policy autobolt_app_all on autobolt.remembered_choices for all to autobolt_app using (true) with check (true);
revoke all on autobolt.remembered_choices from public;
grant select, insert, update on autobolt.remembered_choices to autobolt_app;
do $$
declare
  api_role text;
begin
  foreach api_role in array array['anon', 'authenticated', 'service_role'] loop
    if exists (select 1 from pg_roles where rolname = api_role) then
      execute format('revoke all on autobolt.remembered_choices from %I', api_role);
    end if;
  end loop;
end
$$;
