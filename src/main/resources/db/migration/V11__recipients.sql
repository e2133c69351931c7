-- Two people may edit one recipient at once: each change counts up, and an edit names the count it began from.
-- The form that added a recipient is remembered, so that sent twice it adds one.
alter table person
  add column version int not null default 0,
  add column changed_at timestamptz,
  add column changed_by uuid references person,
  add column form uuid;
create unique index recipient_of_form on person (property_id, form) where form is not null;

-- A further address of a recipient, which counts once its owner has confirmed it.
alter table person
  add column alternate_email text,
  add column alternate_email_confirmed_at timestamptz,
  add check (alternate_email_confirmed_at is null or alternate_email is not null);

-- The link that asks them, by the hash of its secret: for one address, for one use. An ended one was
-- replaced by a newer one, or its address or its person went.
create table alternate_email_link (
  id            uuid primary key,
  person_id     uuid not null references person,
  email         text not null,
  token_hash    bytea not null unique,
  sent_by       uuid references person,
  sent_at       timestamptz not null,
  expires_at    timestamptz not null,
  confirmed_at  timestamptz,
  ended_at      timestamptz
);
create unique index alternate_email_link_in_use on alternate_email_link (person_id)
  where confirmed_at is null and ended_at is null;

-- Another recipient who may pick up for one, on these days of the property's zone, and who agreed to it when.
create table primary_contact (
  id            uuid primary key,
  property_id   uuid not null references property,
  person_id     uuid not null references person,
  contact_id    uuid not null references person,
  first_day     date not null,
  last_day      date,
  consent_by    text not null check (length(consent_by) between 1 and 200),
  consent_on    date not null,
  consent_note  text not null default '' check (length(consent_note) <= 500),
  added_by      uuid references person,
  added_at      timestamptz not null,
  ended_by      uuid references person,
  ended_at      timestamptz,
  check (person_id <> contact_id),
  check (last_day is null or last_day >= first_day)
);
create index primary_contacts_of_person on primary_contact (person_id);
create index primary_contacts_of_contact on primary_contact (contact_id);

-- The few of a filter are listed and counted without a walk through everybody.
alter table person add column unreachable boolean generated always as (
  (not email_on or coalesce(preferred_email, email,
    case when alternate_email_confirmed_at is not null then alternate_email end) is null)
  and (not sms_on or coalesce(preferred_phone, phone) is null)) stored;
create index recipients_opted_out on person (property_id, sort_name, id)
  where kind = 'RECIPIENT' and deactivated_at is null and opted_out;
create index recipients_unreachable on person (property_id, sort_name, id)
  where kind = 'RECIPIENT' and deactivated_at is null and unreachable;
create index recipients_deactivated on person (property_id, sort_name, id)
  where kind = 'RECIPIENT' and deactivated_at is not null;
