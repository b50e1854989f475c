-- By what a customer of our own is known again when a file is imported a second time: the business, how it is reached,
-- and where it is. Nothing where public.customers is somebody else's: there the import is told the ids.
create function autobolt.customer_identities() returns table (id uuid, fields jsonb)
language sql stable security definer set search_path = '' as $$
  select c.id, pg_catalog.jsonb_build_object(
    'business_name', c.raw -> 'business_name', 'email', c.raw -> 'email', 'website', c.raw -> 'website',
    'address', c.raw -> 'address', 'city', c.raw -> 'city', 'zip', c.raw -> 'zip')
  from (select k.id, pg_catalog.to_jsonb(k) as raw from public.customers k) c
  where autobolt.customers_are_ours()
$$;
revoke all on function autobolt.customer_identities() from public;
grant execute on function autobolt.customer_identities() to autobolt_app;

-- As before, but facts without a column of their own (business_data) join those that are there instead of replacing them.
create or replace function autobolt.customer_put(wanted uuid, fields jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  names text;
  updates text;
begin
  if not autobolt.customers_are_ours() then
    raise exception 'public.customers belongs to the sign-up; AutoBolt does not write to it'
      using errcode = 'insufficient_privilege';
  end if;
  select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum),
         pg_catalog.string_agg(
           case when a.attname = 'business_data' then 'business_data = customers.business_data || excluded.business_data'
                else pg_catalog.format('%1$I = excluded.%1$I', a.attname) end, ', ' order by a.attnum)
    into names, updates
  from pg_catalog.pg_attribute a
  where a.attrelid = 'public.customers'::pg_catalog.regclass and a.attnum > 0 and not a.attisdropped
    and a.attname not in ('id', 'created_at', 'updated_at') and fields operator(pg_catalog.?) a.attname::text;
  if names is null then
    raise exception 'no field to store' using errcode = 'invalid_parameter_value';
  end if;
  execute pg_catalog.format(
    'insert into public.customers (id, %1$s) select $1, %1$s from pg_catalog.jsonb_populate_record(null::public.customers, $2)
     on conflict (id) do update set %2$s, updated_at = pg_catalog.now()', names, updates)
    using wanted, fields;
  return wanted;
end
$$;
