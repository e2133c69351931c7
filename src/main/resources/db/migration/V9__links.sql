-- A notification may tell of more than one-time PINs, and be for somebody who is not a person here yet.
alter table notification alter person_id drop not null;
alter table notification add kind text not null default 'ONE_TIME_PIN'
  check (kind in ('ONE_TIME_PIN', 'ACCESS_KEY', 'LINK', 'NOTICE'));
alter table notification alter kind drop default;   -- those that exist tell of one-time PINs; new ones say what

-- Links to become a staff member: open until expires_at, unless accepted, cancelled or replaced by a newer one.
create table invitation (
  id           uuid primary key,
  property_id  uuid not null references property,   -- in whose name it was sent
  email        text not null check (email = lower(email)),
  role         text not null check (role in ('STAFF', 'MANAGER', 'ADMINISTRATOR')),
  token_hash   bytea not null unique,
  invited_by   uuid not null references person,
  invited_at   timestamptz not null,
  expires_at   timestamptz not null,
  accepted_at  timestamptz,
  accepted_by  uuid unique references person deferrable initially deferred,   -- whom it made
  cancelled_at timestamptz,
  cancelled_by uuid references person,
  replaced_by  uuid references invitation deferrable initially deferred,
  check ((accepted_at is null) = (accepted_by is null)),
  check ((cancelled_at is null) = (cancelled_by is null)),
  check (num_nonnulls(accepted_at, cancelled_at, replaced_by) <= 1)
);
create unique index one_live_invitation_of_address on invitation (email)
  where accepted_at is null and cancelled_at is null and replaced_by is null;

create table invitation_property (
  invitation_id uuid not null references invitation,
  property_id   uuid not null references property,
  primary key (invitation_id, property_id)
);
create index invitations_of_property on invitation_property (property_id, invitation_id desc);

-- Somebody says that they forgot their password. The address is sealed until it is looked up, away from the request.
create table password_reset (
  id           uuid primary key,
  sealed_email bytea,                               -- erased when looked up; unknown addresses leave no row
  asked_at     timestamptz not null,
  person_id    uuid references person,
  token_hash   bytea unique,
  account_then bytea,                               -- hash of address and password as they were: any change ends the link
  expires_at   timestamptz,
  used_at      timestamptz,
  replaced_by  uuid references password_reset deferrable initially deferred,
  check ((sealed_email is null) = (person_id is not null)),
  check (num_nonnulls(person_id, token_hash, account_then, expires_at) in (0, 4)),
  check (num_nonnulls(used_at, replaced_by) <= 1)
);
create unique index one_live_password_reset_of_person on password_reset (person_id)
  where used_at is null and replaced_by is null;
