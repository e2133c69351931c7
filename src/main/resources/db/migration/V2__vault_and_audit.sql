-- One row, sealed with the vault's keys: a key file that cannot open it does not belong to this database.
create table vault_seal (
  only_one boolean primary key default true check (only_one),
  sealed  bytea not null
);

-- Who did what to what; rows are only ever added.
create table audit_event (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  property_id  uuid references property,
  actor_kind   text not null check (actor_kind in ('STAFF', 'KIOSK', 'SYSTEM')),
  actor_id     uuid,
  actor_name   text not null,
  act          text not null check (act ~ '^[a-z-]+\.[a-z-]+$'),
  subject_kind text not null,
  subject_id   uuid,
  subject_name text not null,
  details      jsonb not null default '{}'
);
create index audit_events_of_property on audit_event (property_id, id desc);
create index audit_events_of_subject on audit_event (subject_id, id desc);

create function audit_event_is_insert_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_event is insert-only';
end $$;
create trigger audit_event_is_insert_only before update or delete or truncate on audit_event
  for each statement execute function audit_event_is_insert_only();
