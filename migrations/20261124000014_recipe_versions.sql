-- Every recipe a directory ever had, and what AutoBolt learnt from staff and proposes.
create table autobolt.recipe_versions (
  id bigint generated always as identity primary key,
  directory_id uuid not null references autobolt.directories (id) on delete cascade,
  -- Null: the directory has no recipe from then on.
  recipe jsonb,
  -- imported: it came with the catalogue, or was found in the table
  origin text not null check (origin in ('edited', 'learned', 'restored', 'imported')),
  made_by text not null,
  made_at timestamptz not null default now()
);
create index recipe_versions_directory on autobolt.recipe_versions (directory_id, id);

create table autobolt.recipe_proposals (
  id bigint generated always as identity primary key,
  directory_id uuid not null references autobolt.directories (id) on delete cascade,
  -- What is to be laid over the directory's recipe.
  recipe jsonb not null check (jsonb_typeof(recipe) = 'object'),
  -- What the person did that a recipe does not say: labels and reasons, never values.
  left_out jsonb not null default '[]',
  job_id uuid,
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  decision text check (decision in ('approved', 'refused')),
  decided_by text,
  decided_at timestamptz,
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null))
);
-- The same is proposed once, and not again when it was refused.
create unique index recipe_proposals_once on autobolt.recipe_proposals (directory_id, md5(recipe::text))
  where decision is distinct from 'approved';

do $$
declare
  t text;
  api_role text;
begin
  foreach t in array array['recipe_versions', 'recipe_proposals'] loop
    execute format('alter table autobolt.%I enable row level security', t);
    execute format('create policy autobolt_app_all on autobolt.%I for all to autobolt_app using (true) with check (true)', t);
    execute format('revoke all on autobolt.%I from public', t);
    foreach api_role in array array['anon', 'authenticated', 'service_role'] loop
      if exists (select 1 from pg_roles where rolname = api_role) then
        execute format('revoke all on autobolt.%I from %I', t, api_role);
        execute format('revoke all on all sequences in schema autobolt from %I', api_role);
      end if;
    end loop;
  end loop;
end
$$;
-- Versions are history: added and read, never changed.
grant select, insert on autobolt.recipe_versions to autobolt_app;
grant select, insert, update on autobolt.recipe_proposals to autobolt_app;
grant usage on all sequences in schema autobolt to autobolt_app;
