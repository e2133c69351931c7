-- The right to enter: who, which room (or every room of the property), from when to when, how many entries, what for.
create table access_grant (
  id                 uuid primary key,
  property_id        uuid not null references property,
  room_id            uuid references room,
  person_id          uuid not null references person,
  purpose            text not null check (purpose in ('STANDING', 'DELIVERY', 'ONE_TIME')),
  single_entry       boolean not null,
  valid_from         timestamptz not null,
  expires_at         timestamptz,
  reason             text not null default '' check (length(reason) <= 500),
  form               uuid,            -- the form that was sent: the same one makes nothing twice
  issued_by          uuid references person,
  issued_at          timestamptz not null,
  redeemed_by_entry  uuid unique,
  redeemed_at        timestamptz,
  revoked_at         timestamptz,
  revoked_by         uuid references person,
  revoked_because    text check (revoked_because in ('CANCELLED', 'REPLACED', 'DEACTIVATED')),
  check ((redeemed_by_entry is null) = (redeemed_at is null)),
  check ((revoked_at is null) = (revoked_because is null)),
  check (redeemed_at is null or single_entry)
);
create index access_grants_of_person on access_grant (person_id, id desc);
-- A person has at most one open one-time PIN per property: an older unused one is replaced in the same transaction.
create unique index one_open_one_time_grant on access_grant (person_id)
  where purpose = 'ONE_TIME' and redeemed_at is null and revoked_at is null;
create unique index one_grant_of_a_form on access_grant (person_id, form) where form is not null;
create index open_one_time_grants on access_grant (property_id, expires_at)
  where purpose = 'ONE_TIME' and redeemed_at is null and revoked_at is null;

-- What proves a grant. The index finds a key, the seal lets staff look a live one up; both are erased when it ends:
-- ended_at is set, sealed is gone, and the index stays only so that the number rests and a late try is told apart.
create table access_key (
  id           uuid primary key,
  grant_id     uuid not null references access_grant,
  property_id  uuid not null references property,
  form         text not null check (form in ('PIN', 'QR', 'CARD')),
  index_hash   bytea not null check (length(index_hash) = 32),
  sealed       bytea,
  created_at   timestamptz not null,
  ended_at     timestamptz,
  rests_until  timestamptz,
  check (ended_at is null or sealed is null)
);
create index access_keys_of_grant on access_key (grant_id);
-- Unique among the live keys of a property.
create unique index live_access_key on access_key (property_id, index_hash) where ended_at is null;
create index access_key_by_index on access_key (property_id, index_hash, created_at desc);

-- An attempt and its answer. Decided: refusal or grant; then, if granted, what the door said.
create table entry (
  attempt_id   uuid primary key,
  at           timestamptz not null,
  kiosk_id     uuid not null references kiosk,
  room_id      uuid not null references room,
  property_id  uuid not null references property,
  key_id       uuid references access_key,
  grant_id     uuid references access_grant,
  person_id    uuid references person,
  refusal      text,
  deadline     timestamptz not null,        -- no door command is sent after it
  opening      text check (opening in ('OPENED', 'NOT_OPENED', 'UNKNOWN')),
  opening_words text not null default '',
  concluded_at timestamptz,
  check (refusal is null or opening is null),
  check ((opening is null) = (concluded_at is null))
);
create index entries_of_property on entry (property_id, at desc, attempt_id);
create index entries_of_person on entry (person_id, at desc) where person_id is not null;
create index entries_waiting_for_their_door on entry (deadline) where refusal is null and opening is null;
alter table access_grant add foreign key (redeemed_by_entry) references entry deferrable initially deferred;
