create table door (
  id             uuid primary key,
  room_id        uuid not null unique references room,
  name           text not null check (length(name) between 1 and 200),
  driver         text not null check (driver in ('simulated', 'shelly')),
  settings       jsonb not null default '{}',   -- where the device is and how it pulses; never a secret
  sealed_secret  bytea,                         -- the device's password, sealed and bound to this row
  created_at     timestamptz not null
);

-- The simulated door's whole hardware: what it was told to do next, and what it did.
create table simulated_door (
  door_id       uuid primary key references door on delete cascade,
  behaviour     text not null check (behaviour in ('OPENS', 'REFUSES', 'CUTS_THE_LINE', 'STALLS', 'ANSWERS_LATE')),
  pulses        int not null default 0,
  open_until    timestamptz
);
