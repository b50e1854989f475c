-- A pairing code is good at the address that showed it, and nowhere else.
alter table autobolt.pairing_codes add column origin text check (length(origin) <= 300);
comment on column autobolt.pairing_codes.origin is 'Host and port of the staff page that showed the code; null: made on the command line.';
