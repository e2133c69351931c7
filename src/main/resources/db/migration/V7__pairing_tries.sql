-- One row: tries of pairing codes at this site, leaking away evenly; taken before a code is looked at.
create table pairing_tries (
  only        boolean primary key default true check (only),
  level       double precision not null,
  counted_at  timestamptz not null
);
