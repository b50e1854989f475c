-- Screenshots are kept for as long as the operator says; the row stays and tells that there was one.
alter table autobolt.evidence add column removed_at timestamptz;
comment on column autobolt.evidence.removed_at is 'When the picture was removed, after its time; null while it is kept.';
create index evidence_kept on autobolt.evidence (created_at) where removed_at is null;
