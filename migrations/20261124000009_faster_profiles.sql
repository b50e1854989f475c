-- Reading a customer was most of what `GET /jobs/next` cost: SQL functions that cannot be inlined are planned anew in every
-- statement, PL/pgSQL keeps its plans. The same fields leave as before.

-- `businessName`, `Business Name` and `business-name` are all `business_name`. Without a search_path of its own it is inlined;
-- every name in it is qualified.
create or replace function autobolt.customer_key(raw text) returns text
language sql immutable as $$
  select pg_catalog.btrim(pg_catalog.regexp_replace(pg_catalog.lower(
    pg_catalog.regexp_replace(raw, '([a-z0-9])([A-Z])', '\1_\2', 'g')), '[^a-z0-9]+', '_', 'g'), '_')
$$;
-- `create or replace` leaves earlier settings of the function behind only when they are reset.
alter function autobolt.customer_key(text) reset all;

-- The fields of one object that may leave, under normal keys, without empty ones. Nulls, most columns of most customers, go first.
create or replace function autobolt.customer_fields(raw jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  if raw is null or pg_catalog.jsonb_typeof(raw) <> 'object' then
    return '{}'::jsonb;
  end if;
  return (
    select coalesce(pg_catalog.jsonb_object_agg(v.key, v.value), '{}'::jsonb)
    from (
      select k.key, autobolt.customer_inside(k.value) as value
      from (select autobolt.customer_key(f.key) as key, f.value
            from pg_catalog.jsonb_each(pg_catalog.jsonb_strip_nulls(raw)) f offset 0) k
      where k.key = any (autobolt.customer_allowed_keys()) and k.key <> 'answers'
      offset 0) v
    where v.value is not null);
end
$$;

create or replace function autobolt.customer_profile(wanted uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  customer jsonb;
  extras jsonb;
begin
  select pg_catalog.to_jsonb(c), e.data into customer, extras
  from public.customers c left join autobolt.customer_extras e on e.customer_id = c.id
  where c.id = wanted;
  if customer is null then
    return null;
  end if;
  return autobolt.customer_fields(customer -> 'business_data')
      || autobolt.customer_fields(customer)
      || autobolt.customer_fields(extras)
      || case when pg_catalog.jsonb_typeof(extras -> 'answers') = 'object'
              then pg_catalog.jsonb_build_object('answers', extras -> 'answers') else '{}'::jsonb end;
end
$$;
