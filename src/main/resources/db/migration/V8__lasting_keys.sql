-- Somebody's lasting keys at one property belong to one grant without an end.
create unique index one_standing_grant on access_grant (person_id, property_id)
  where purpose = 'STANDING' and revoked_at is null;
alter table access_grant drop constraint access_grant_revoked_because_check;
alter table access_grant add check (revoked_because in ('CANCELLED', 'REPLACED', 'DEACTIVATED', 'STOPPED'));

-- A key has one value, and one row at each property whose doors it opens: the number must be free there.
alter table access_key
  add column value_id        uuid,
  add column label           text not null default '' check (length(label) <= 100),   -- which key card it is
  add column issued_by       uuid references person,
  add column deactivated_at  timestamptz,
  add column deactivated_by  uuid references person,
  add column ended_by        uuid references person,
  add column ended_because   text check (ended_because in ('DELETED', 'REPLACED', 'STOPPED', 'DEACTIVATED'));
update access_key set value_id = id;
alter table access_key
  alter column value_id set not null,
  add check (ended_because is null or ended_at is not null);
create index access_keys_of_value on access_key (value_id);
-- One PIN and one QR code per grant, any number of key cards.
create unique index one_pin_and_one_qr_of_a_grant on access_key (grant_id, form)
  where form <> 'CARD' and ended_at is null;

-- The Access Keys page: the newest first, by state and form.
create index access_keys_in_order on access_key (property_id, id desc);
create index live_access_keys_in_order on access_key (property_id, id desc) where ended_at is null;
create index deactivated_access_keys_in_order on access_key (property_id, id desc)
  where deactivated_at is not null and ended_at is null;
