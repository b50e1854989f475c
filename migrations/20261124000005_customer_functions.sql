-- The only ways in to customers. Owner is the migration role; EXECUTE for autobolt_app alone.
-- The allow-list: every profile field under its usual names. The backend's alias table must hold the same (a test compares).
create function autobolt.customer_allowed_keys() returns text[]
language sql immutable set search_path = '' as $$
  select array[
    'business_name', 'company_name', 'company', 'business', 'organization', 'organisation',
    'contact_name', 'owner_name', 'full_name', 'contact_person',
    'contact_first_name', 'first_name', 'owner_first_name',
    'contact_last_name', 'last_name', 'owner_last_name',
    'contact_role', 'job_title', 'contact_title', 'role_title',
    'email', 'business_email', 'company_email',
    'contact_email', 'submitter_email', 'owner_email',
    'phone', 'phone_number', 'telephone', 'business_phone',
    'mobile', 'mobile_phone', 'cell', 'cell_phone',
    'fax', 'fax_number',
    'website', 'website_url', 'url', 'web', 'homepage', 'business_website',
    'address', 'street', 'street_address', 'address1', 'address_line1', 'address_line_1', 'business_address',
    'address2', 'street2', 'address_line2', 'address_line_2', 'suite',
    'city', 'town', 'business_city',
    'state', 'province', 'region', 'state_code', 'business_state', 'county',
    'state_name',
    'zip', 'zipcode', 'zip_code', 'postcode', 'post_code', 'postal_code', 'business_zip',
    'country', 'country_code', 'country_name', 'business_country',
    'latitude', 'lat', 'longitude', 'lng', 'lon',
    'description', 'business_description', 'long_description', 'about',
    'short_description', 'summary', 'excerpt',
    'tagline', 'slogan', 'motto',
    'category', 'business_category', 'industry', 'business_type', 'categories',
    'subcategory', 'sub_category',
    'keywords', 'tags', 'services', 'business_keywords',
    'founded_year', 'year_founded', 'founded', 'established', 'year_established',
    'employees', 'employee_count', 'number_of_employees', 'team_size',
    'price_range', 'price_level',
    'opening_hours', 'business_hours', 'hours',
    'facebook', 'facebook_url', 'instagram', 'instagram_url', 'twitter', 'twitter_url', 'x_url', 'linkedin', 'linkedin_url',
    'youtube', 'youtube_url', 'tiktok', 'tiktok_url', 'pinterest', 'pinterest_url', 'whatsapp', 'telegram', 'xing', 'yelp',
    'yelp_url', 'github', 'github_url', 'social', 'social_media', 'social_links',
    'video_url', 'video',
    'payment_methods', 'payments_accepted', 'languages', 'languages_spoken', 'service_area', 'service_areas', 'areas_served',
    'tax_id', 'vat_number', 'vat_id', 'ein',
    'logo', 'logo_path', 'logo_url', 'photos', 'photo_paths', 'images', 'answers'
  ]
$$;

-- A customer's profile fields, raw: top-level columns over a nested business_data, extras over both. Null: no such customer.
create function autobolt.customer_profile(wanted uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select (
    select coalesce(pg_catalog.jsonb_object_agg(field.key, field.value), '{}'::jsonb)
    from pg_catalog.jsonb_each(
      case when pg_catalog.jsonb_typeof(pg_catalog.to_jsonb(c) -> 'business_data') = 'object'
           then pg_catalog.jsonb_strip_nulls(pg_catalog.to_jsonb(c) -> 'business_data') else '{}'::jsonb end
      || pg_catalog.jsonb_strip_nulls(pg_catalog.to_jsonb(c))
      || pg_catalog.jsonb_strip_nulls(coalesce(
           (select e.data from autobolt.customer_extras e where e.customer_id = wanted), '{}'::jsonb))
    ) field
    where field.key = any (autobolt.customer_allowed_keys())
  )
  from public.customers c
  where c.id = wanted
$$;

-- Customers by part of a name or address, for staff: id, name and e-mail, nothing else.
create function autobolt.customer_search(needle text, most integer)
returns table (id uuid, business_name text, email text)
language sql stable security definer set search_path = '' as $$
  select c.id, p.profile ->> 'business_name', p.profile ->> 'email'
  from public.customers c
  cross join lateral (
    select pg_catalog.jsonb_build_object(
      'business_name', coalesce(raw ->> 'business_name', raw ->> 'company_name', raw -> 'business_data' ->> 'business_name',
                                raw -> 'business_data' ->> 'company_name'),
      'email', coalesce(raw ->> 'email', raw -> 'business_data' ->> 'email')) as profile
    from (select pg_catalog.to_jsonb(c) as raw) r
  ) p
  where needle = ''
     or pg_catalog.strpos(pg_catalog.lower(coalesce(p.profile ->> 'business_name', '')), pg_catalog.lower(needle)) > 0
     or pg_catalog.strpos(pg_catalog.lower(coalesce(p.profile ->> 'email', '')), pg_catalog.lower(needle)) > 0
  order by 2 nulls last, 1
  limit greatest(0, least(most, 1000))
$$;

-- Whether public.customers is AutoBolt's own table (made by these migrations) and may be written.
create function autobolt.customers_are_ours() returns boolean
language sql stable security definer set search_path = '' as $$
  select pg_catalog.obj_description('public.customers'::pg_catalog.regclass, 'pg_class') is not distinct from 'autobolt:own'
$$;

-- Adds or replaces a customer of our own table from canonical columns; refuses where the table is somebody else's.
create function autobolt.customer_put(wanted uuid, fields jsonb) returns uuid
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
         pg_catalog.string_agg(pg_catalog.format('%1$I = excluded.%1$I', a.attname), ', ' order by a.attnum)
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

revoke all on function autobolt.customer_allowed_keys(), autobolt.customer_profile(uuid), autobolt.customer_search(text, integer),
  autobolt.customers_are_ours(), autobolt.customer_put(uuid, jsonb), autobolt.notify_event() from public;
grant execute on function autobolt.customer_allowed_keys(), autobolt.customer_profile(uuid), autobolt.customer_search(text, integer),
  autobolt.customers_are_ours(), autobolt.customer_put(uuid, jsonb) to autobolt_app;
