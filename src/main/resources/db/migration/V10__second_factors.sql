-- An authenticator app: its secret is sealed, and counts from confirmed_at on, when a first code showed that it arrived.
create table totp (
  person_id      uuid primary key references person,
  sealed_secret  bytea not null,
  begun_at       timestamptz not null,
  confirmed_at   timestamptz,
  last_step      bigint not null default 0   -- the 30 seconds whose code was taken last: it and those before work no more
);

-- For the day the phone is lost. 80 random bits each, so a plain hash is enough.
create table recovery_code (
  person_id  uuid not null references person,
  hash       bytea not null check (length(hash) = 32),
  used_at    timestamptz,
  primary key (person_id, hash)
);

create table passkey (
  id               uuid primary key,
  person_id        uuid not null references person,
  name             text not null check (length(name) between 1 and 60),
  credential_id    bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key       bytea not null,        -- with its AAGUID and id: attested credential data of WebAuthn
  backup_eligible  boolean not null,
  transports       text not null default '',
  sign_count       bigint not null,
  last_challenge   bytea,                 -- the hash of what it answered last: an answer counts once
  created_at       timestamptz not null,
  last_used_at     timestamptz
);
create index passkeys_of_person on passkey (person_id, id);

-- A new address to sign in with, until its owner confirms it; the newest one counts.
create table email_change (
  id          uuid primary key,
  person_id   uuid not null references person,
  property_id uuid not null references property,   -- whose desk it was asked at
  email       text not null check (email = lower(email)),
  token_hash  bytea not null unique check (length(token_hash) = 32),
  asked_at    timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  ended_at    timestamptz                 -- withdrawn, or a newer one took its place
);
create unique index one_open_email_change on email_change (person_id) where used_at is null and ended_at is null;
