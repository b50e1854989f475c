-- The only ways in to customers. Owner is the migration role; EXECUTE for autobolt_app alone.
-- The allow-list: every profile field under its usual names, and the groups such fields stand in. The table of names in
-- the shared crate must hold the same (a test compares).
create function autobolt.customer_allowed_keys() returns text[]
language sql immutable set search_path = '' as $$
  select array[
    'business_name', 'company_name', 'company', 'business', 'organization', 'organisation', 'trading_name',
    'contact_name', 'owner_name', 'full_name', 'contact_person', 'contact_full_name',
    'contact_first_name', 'first_name', 'owner_first_name', 'given_name',
    'contact_last_name', 'last_name', 'owner_last_name', 'family_name', 'surname',
    'contact_role', 'job_title', 'contact_title', 'role_title', 'contact_position',
    'email', 'business_email', 'company_email', 'email_address', 'e_mail',
    'contact_email', 'submitter_email', 'owner_email',
    'phone', 'phone_number', 'telephone', 'business_phone', 'company_phone', 'tel',
    'mobile', 'mobile_phone', 'cell', 'cell_phone', 'mobile_number',
    'fax', 'fax_number',
    'website', 'website_url', 'url', 'web', 'homepage', 'business_website', 'company_website', 'web_site',
    'address', 'street', 'street_address', 'address1', 'address_1', 'address_line1', 'address_line_1',
    'business_address',
    'address2', 'street2', 'address_2', 'address_line2', 'address_line_2', 'suite', 'unit',
    'city', 'town', 'business_city', 'locality',
    'state', 'state_code', 'province', 'region', 'business_state', 'county',
    'state_name',
    'zip', 'zipcode', 'zip_code', 'postcode', 'post_code', 'postal_code', 'business_zip', 'plz',
    'country', 'country_name', 'country_code', 'business_country',
    'latitude', 'lat',
    'longitude', 'lng', 'lon',
    'description', 'business_description', 'long_description', 'about', 'company_description',
    'short_description', 'summary', 'excerpt', 'description_short',
    'tagline', 'slogan', 'motto',
    'category', 'business_category', 'industry', 'business_type', 'categories', 'primary_category',
    'subcategory', 'sub_category',
    'keywords', 'tags', 'services', 'business_keywords',
    'founded_year', 'year_founded', 'founded', 'established', 'year_established', 'established_year',
    'employees', 'employee_count', 'number_of_employees', 'team_size', 'company_size',
    'price_range', 'price_level',
    'opening_hours', 'business_hours', 'hours', 'hours_of_operation',
    'opening_hours_text',
    'facebook', 'facebook_url', 'facebook_page',
    'instagram', 'instagram_url', 'instagram_handle',
    'twitter', 'twitter_url', 'twitter_handle', 'x_url',
    'linkedin', 'linkedin_url', 'linkedin_page', 'linked_in',
    'youtube', 'youtube_url', 'youtube_channel', 'you_tube',
    'tiktok', 'tiktok_url', 'tiktok_handle', 'tik_tok',
    'pinterest', 'pinterest_url',
    'whatsapp', 'whatsapp_number', 'whatsapp_url', 'whats_app',
    'telegram', 'telegram_url',
    'xing', 'xing_url',
    'yelp', 'yelp_url',
    'github', 'github_url', 'git_hub',
    'video_url', 'video',
    'payment_methods', 'payments_accepted', 'payment_options',
    'languages', 'languages_spoken',
    'service_area', 'service_areas', 'areas_served', 'area_served',
    'tax_id', 'vat_number', 'vat_id', 'ein',
    'logo_path', 'logo', 'logo_url', 'logo_file',
    'photo_paths', 'photos', 'images', 'photo',
    'answers',
    'business_info', 'contact', 'contact_info', 'location', 'coordinates', 'geo', 'owner', 'social',
    'social_links', 'social_media', 'social_profiles', 'socials'
  ]
$$;

-- What may stand inside such a group, a list of social pages or a table of hours besides. Days of the week come on top.
create function autobolt.customer_inner_keys() returns text[]
language sql immutable set search_path = '' as $$
  select array[
    'name', 'role', 'title', 'position', 'line1', 'line2', 'line_1', 'line_2', 'x', 'network', 'platform',
    'type', 'link', 'handle', 'weekdays', 'weekend', 'weekends', 'daily', 'everyday', 'day', 'days', 'open',
    'close', 'opens', 'closes', 'opening', 'closing', 'from', 'to', 'start', 'end', 'closed', 'is_closed',
    'path', 'file'
  ]
$$;

-- `businessName`, `Business Name` and `business-name` are all `business_name`.
create function autobolt.customer_key(raw text) returns text
language sql immutable set search_path = '' as $$
  select pg_catalog.btrim(pg_catalog.regexp_replace(pg_catalog.lower(
    pg_catalog.regexp_replace(raw, '([a-z0-9])([A-Z])', '\1_\2', 'g')), '[^a-z0-9]+', '_', 'g'), '_')
$$;

-- Inside a field that is let out: objects keep the keys that are on a list, at every depth. Empty becomes null.
create function autobolt.customer_inside(value jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  case pg_catalog.jsonb_typeof(value)
    when 'object' then
      return (
        select pg_catalog.jsonb_object_agg(k.key, i.value)
        from pg_catalog.jsonb_each(value) f
        cross join lateral (select autobolt.customer_key(f.key) as key) k
        cross join lateral (select autobolt.customer_inside(f.value) as value) i
        where i.value is not null
          and (k.key = any (autobolt.customer_allowed_keys()) or k.key = any (autobolt.customer_inner_keys())
               or k.key ~ ('^(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu|thurs?|fri|sat|sun'
                           '|mo|tu|we|th|fr|sa|su)'
                           '(_(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu|thurs?|fri|sat|sun'
                           '|mo|tu|we|th|fr|sa|su))*$')));
    when 'array' then
      return (
        select pg_catalog.jsonb_agg(i.value order by f.at)
        from pg_catalog.jsonb_array_elements(value) with ordinality f (value, at)
        cross join lateral (select autobolt.customer_inside(f.value) as value) i
        where i.value is not null);
    when 'string' then
      return case when pg_catalog.btrim(value #>> '{}') <> '' then value end;
    when 'null' then
      return null;
    else
      return value;
  end case;
end
$$;

-- The fields of one object that may leave, under normal keys, without empty ones.
create function autobolt.customer_fields(raw jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(pg_catalog.jsonb_object_agg(k.key, i.value), '{}'::jsonb)
  from pg_catalog.jsonb_each(case when pg_catalog.jsonb_typeof(raw) = 'object' then raw else '{}'::jsonb end) f
  cross join lateral (select autobolt.customer_key(f.key) as key) k
  cross join lateral (select autobolt.customer_inside(f.value) as value) i
  where k.key = any (autobolt.customer_allowed_keys()) and k.key <> 'answers' and i.value is not null
$$;

-- A customer's profile fields: top-level columns over a nested business_data, extras over both. Null: no such customer.
-- Answers have keys of their own making, so they come from the extras alone, which AutoBolt itself wrote.
create function autobolt.customer_profile(wanted uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select autobolt.customer_fields(pg_catalog.to_jsonb(c) -> 'business_data')
      || autobolt.customer_fields(pg_catalog.to_jsonb(c))
      || autobolt.customer_fields(e.data)
      || case when pg_catalog.jsonb_typeof(e.data -> 'answers') = 'object'
              then pg_catalog.jsonb_build_object('answers', e.data -> 'answers') else '{}'::jsonb end
  from public.customers c
  left join autobolt.customer_extras e on e.customer_id = c.id
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
                                raw -> 'business_data' ->> 'company_name',
                                raw -> 'business_data' ->> 'businessName', raw -> 'business_data' ->> 'companyName'),
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

revoke all on all functions in schema autobolt from public;
grant execute on function autobolt.customer_allowed_keys(), autobolt.customer_inner_keys(), autobolt.customer_profile(uuid),
  autobolt.customer_search(text, integer), autobolt.customers_are_ours(), autobolt.customer_put(uuid, jsonb) to autobolt_app;
