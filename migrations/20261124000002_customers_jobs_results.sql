-- The three public tables: customers (somebody else's; made here only where it is absent), jobs and job_results
-- (exactly these columns, requirement R2).
do $$
begin
  if to_regclass('public.customers') is null then
    create table public.customers (
      id uuid primary key default gen_random_uuid(),
      business_name text,
      contact_name text,
      contact_first_name text,
      contact_last_name text,
      contact_role text,
      email text,
      contact_email text,
      phone text,
      mobile text,
      fax text,
      website text,
      address text,
      address2 text,
      city text,
      state text,
      zip text,
      country text,
      latitude double precision,
      longitude double precision,
      description text,
      short_description text,
      tagline text,
      category text,
      subcategory text,
      keywords text[],
      founded_year integer,
      employees text,
      price_range text,
      opening_hours jsonb,
      facebook text,
      instagram text,
      twitter text,
      linkedin text,
      youtube text,
      tiktok text,
      pinterest text,
      video_url text,
      payment_methods text[],
      languages text[],
      service_area text,
      tax_id text,
      logo_path text,
      photo_paths text[],
      business_data jsonb not null default '{}',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    -- Tells AutoBolt that this table is its own and may be written by `autobolt customers import`.
    comment on table public.customers is 'autobolt:own';
    alter table public.customers enable row level security;
  end if;

  if (select format_type(atttypid, null) from pg_attribute
      where attrelid = 'public.customers'::regclass and attname = 'id' and not attisdropped) is distinct from 'uuid' then
    raise exception 'public.customers.id must be a uuid: AutoBolt''s jobs refer to it'
      using hint = 'See docs/deploy.md, "Customers with other ids".';
  end if;
end
$$;

create table public.jobs (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id),
  package_size integer not null check (package_size in (50, 100, 500)),
  status text not null default 'pending' check (status in ('pending', 'in_progress', 'complete', 'failed')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.jobs is 'One ordered package for one customer.';
create index jobs_customer on public.jobs (customer_id);
create index jobs_status_created on public.jobs (status, created_at desc);

create table public.job_results (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references public.jobs (id) on delete cascade,
  directory_name text not null,
  status text not null default 'pending' check (status in ('pending', 'submitted', 'failed', 'retry')),
  response_log jsonb not null default '{}',
  submitted_at timestamptz,
  unique (job_id, directory_name)
) with (fillfactor = 80);
comment on table public.job_results is 'One row per directory chosen for a job; made with the job.';
comment on column public.job_results.submitted_at is 'When the directory took the listing; null until then.';

alter table public.jobs enable row level security;
alter table public.job_results enable row level security;
create policy autobolt_app_all on public.jobs for all to autobolt_app using (true) with check (true);
create policy autobolt_app_all on public.job_results for all to autobolt_app using (true) with check (true);
grant select, insert, update on public.jobs, public.job_results to autobolt_app;
revoke all on public.jobs, public.job_results from public;
do $$
declare
  api_role text;
begin
  foreach api_role in array array['anon', 'authenticated', 'service_role'] loop
    if exists (select 1 from pg_roles where rolname = api_role) then
      execute format('revoke all on public.jobs, public.job_results from %I', api_role);
    end if;
  end loop;
end
$$;
