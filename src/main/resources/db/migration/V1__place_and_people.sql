-- Where: an organization runs properties; a property has rooms; a kiosk stands at a room's door.
create table organization (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 200),
  rehearsal   boolean not null,
  only_one    boolean not null default true unique check (only_one),   -- one site, one organization
  created_at  timestamptz not null
);

create table property (
  id                       uuid primary key,
  organization_id          uuid not null references organization,
  name                     text not null check (length(name) between 1 and 200),
  address                  text not null default '',
  zone                     text not null,
  country                  text not null check (length(country) = 2),  -- how a phone number without + is read
  language                 text not null check (language in ('en', 'es', 'fr', 'de')),
  one_time_pin_minutes     int not null default 1440 check (one_time_pin_minutes between 5 and 525600),
  one_time_pin_max_minutes int not null default 10080 check (one_time_pin_max_minutes between one_time_pin_minutes and 525600),
  reason_required          boolean not null default false,
  email_on                 boolean not null default true,
  sms_on                   boolean not null default true,
  created_at               timestamptz not null
);

create table room (
  id           uuid primary key,
  property_id  uuid not null references property,
  name         text not null check (length(name) between 1 and 200)
);
create index room_of_property on room (property_id);

-- A kiosk is unpaired (no credential), paired (credential_hash) or revoked (revoked_at).
create table kiosk (
  id                  uuid primary key,
  room_id             uuid not null references room,
  name                text not null check (length(name) between 1 and 200),
  pairing_code_hash   bytea unique,
  pairing_expires_at  timestamptz,
  credential_hash     bytea unique,
  paired_at           timestamptz,
  revoked_at          timestamptz,
  last_seen_at        timestamptz,
  created_at          timestamptz not null
);
create index kiosk_of_room on kiosk (room_id);

-- Who: recipients belong to a property, staff members to the organization and to the properties they are assigned to.
create table person (
  id               uuid primary key,
  kind             text not null check (kind in ('RECIPIENT', 'COURIER', 'STAFF')),
  organization_id  uuid not null references organization,
  property_id      uuid references property,
  external_id      text,
  first_name       text not null default '' check (length(first_name) <= 200),
  last_name        text not null check (length(last_name) between 1 and 200),
  unit             text not null default '' check (length(unit) <= 60),
  email            text,
  phone            text,
  preferred_email  text,
  preferred_phone  text,
  language         text not null check (language in ('en', 'es', 'fr', 'de')),
  low_shelf        boolean not null default false,
  opted_out        boolean not null default false,
  email_on         boolean not null default true,
  sms_on           boolean not null default true,
  sort_name        text not null,   -- folded last name, first name: the order of every list
  deactivated_at   timestamptz,
  created_at       timestamptz not null,
  check ((kind = 'RECIPIENT') = (property_id is not null)),
  unique (property_id, external_id)
);
create index recipients_in_order on person (property_id, sort_name, id) where kind = 'RECIPIENT';

-- Search as you type: every folded word of a recipient, found by its beginning (the database's collation is C).
create table recipient_word (
  property_id  uuid not null,
  word         text not null,
  person_id    uuid not null references person on delete cascade,
  primary key (property_id, word, person_id)
);
create index recipient_words_of_person on recipient_word (person_id);

create table staff_account (
  person_id      uuid primary key references person,
  email          text not null unique check (email = lower(email)),
  role           text not null check (role in ('STAFF', 'MANAGER', 'ADMINISTRATOR')),
  password_hash  text not null,
  created_at     timestamptz not null
);

create table staff_assignment (
  person_id    uuid not null references person,
  property_id  uuid not null references property,
  primary key (person_id, property_id)
);

-- Tries of every kind, emptied evenly by time; see Limit for how many fit.
create table limit_level (
  name        text not null,
  subject     text not null,
  level       double precision not null,
  counted_at  timestamptz not null,
  primary key (name, subject)
);
