-- A directory that keeps failing is paused by itself: new jobs do not choose it until a person looked and uses it again.
alter table autobolt.directories add column paused_at timestamptz;
alter table autobolt.directories add column paused_why text check (length(paused_why) <= 2000);
-- Results from before are no reason to pause it again.
alter table autobolt.directories add column trusted_at timestamptz;
alter table autobolt.directories add constraint directories_paused_for_a_reason
  check ((paused_at is null) = (paused_why is null));

-- How each AutoBolt did lately is counted from its presses.
create index attempts_key on autobolt.attempts (key_id, finished_at);
