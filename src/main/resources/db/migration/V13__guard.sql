-- What bounds a guesser at the keypad: each room's yearly chance budget, and how long its PINs are.
alter table property
  add column strictness          text not null default 'STANDARD' check (strictness in ('STANDARD', 'STRICT')),
  add column pin_length          smallint check (pin_length between 7 and 13),   -- all digits; null: as many as the budget asks for
  add column request_pin_on      boolean not null default false,                 -- a recipient may ask for a one-time PIN at the kiosk
  add column request_pin_minutes int not null default 10 check (request_pin_minutes between 5 and 60);

-- A PIN's length stands at the key, so that those that a guess could hit are counted in an index alone.
alter table access_key add column random_digits smallint check (random_digits between 6 and 12);
update access_key set random_digits = 6 where form = 'PIN';
alter table access_key add check ((form = 'PIN') = (random_digits is not null));
create index live_pins on access_key (property_id, random_digits) where form = 'PIN' and ended_at is null;

-- One open one-time PIN per recipient and room; with their lasting one that makes two.
drop index one_open_one_time_grant;
create unique index one_open_one_time_grant on access_grant (person_id, room_id)
  where purpose = 'ONE_TIME' and redeemed_at is null and revoked_at is null;

-- The way a key came in, and what a guess that hit nothing cost of its lane's budget.
alter table entry
  add column lane   text check (lane in ('PIN', 'UNIT_AND_PIN', 'QR', 'CARD')),
  add column chance double precision check (chance > 0);
create index misses_of_room on entry (room_id, at) where chance is not null;
create index misses_of_kiosk on entry (kiosk_id, at) where chance is not null;

-- What is spent of a room's chance budget, part by part. Time refills it evenly; see ChanceBudget for the figures.
create table chance_budget (
  room_id     uuid not null references room,
  part        text not null check (part in ('PIN', 'UNIT_AND_PIN', 'RESERVE')),
  spent       double precision not null check (spent >= 0),   -- the chance that one of the guesses got in
  held        double precision not null default 0 check (held >= 0),   -- paid for what is being looked up at this moment
  counted_at  timestamptz not null,
  alerted     smallint not null default 0,                    -- the highest per cent of it that staff were told of
  primary key (room_id, part)
);

-- A unit as people type it at a keypad: its letters and digits, all of it or its last word.
create function plain_unit(unit text) returns text language sql immutable strict parallel safe
  return regexp_replace(lower(unit), '[^[:alnum:]]', '', 'g');
create function last_of_unit(unit text) returns text language sql immutable strict parallel safe
  return plain_unit(regexp_replace(unit, '^.*\s', ''));
create index recipients_by_unit on person (property_id, plain_unit(unit)) where kind = 'RECIPIENT';
create index recipients_by_last_of_unit on person (property_id, last_of_unit(unit)) where kind = 'RECIPIENT';

alter table access_grant add column requested_at uuid references kiosk;   -- where its person asked for it

-- Somebody at a kiosk asks for a one-time PIN. What they typed is sealed until it is looked up, away from the
-- request, and erased then: an address that nobody has leaves no trace.
create table pin_request (
  id              uuid primary key,
  kiosk_id        uuid not null references kiosk,
  room_id         uuid not null references room,
  asked_at        timestamptz not null,
  sealed_address  bytea,
  outcome         text check (outcome in ('ANSWERED', 'UNKNOWN', 'SWITCHED_OFF', 'KIOSK_LIMIT', 'TOO_MANY_PEOPLE')),
  check ((sealed_address is null) = (outcome is not null))
);
create index pin_requests_of_kiosk on pin_request (kiosk_id, asked_at);
create index pin_requests_of_room on pin_request (room_id, asked_at);

-- What became of it for each recipient behind the address.
create table pin_request_answer (
  request_id  uuid not null references pin_request,
  person_id   uuid not null references person,
  asked_at    timestamptz not null,
  outcome     text not null check (outcome in ('SENT', 'LIMIT', 'OPTED_OUT', 'DEACTIVATED', 'CHANNEL_CLOSED')),
  grant_id    uuid references access_grant,
  primary key (request_id, person_id),
  check ((outcome = 'SENT') = (grant_id is not null))
);
create index pin_request_answers_of_person on pin_request_answer (person_id, asked_at);

-- The addresses that parcels are announced to, as Recipient says them.
create index recipients_by_email on person (property_id, lower(coalesce(preferred_email, email,
    case when alternate_email_confirmed_at is not null then alternate_email end)))
  where kind = 'RECIPIENT';
create index recipients_by_phone on person (property_id, coalesce(preferred_phone, phone)) where kind = 'RECIPIENT';
