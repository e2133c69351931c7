-- Doors of many kinds, watched: what their contacts say, what happened at them, and what staff must look at.
alter table door drop constraint door_driver_check;   -- the drivers are named by the program

-- What is known of a door at this moment. One node at a time watches it; who asks trusts it while that node's lease lasts.
create table door_state (
  door_id        uuid primary key references door on delete cascade,
  watched_by     uuid,
  watched_until  timestamptz,
  well_since     timestamptz,                                      -- watched without a gap since then
  seen_at        timestamptz,                                      -- the device's last answer
  ill_since      timestamptz,
  ill_because    text,
  offline_at     timestamptz,                                      -- when its being ill became an event
  contact        text check (contact in ('OPEN', 'CLOSED')),
  contact_at     timestamptz,                                      -- when it began to read so
  opened_at      timestamptz,                                      -- when it was last seen to open
  held_open_at   timestamptz,                                      -- when its being open became an event
  last_sign      bigint not null default 0,                        -- the device's own number of what it told last
  check (well_since is null or ill_since is null)
);
insert into door_state (door_id) select id from door;

create table door_event (
  id        uuid primary key,
  door_id   uuid not null references door on delete cascade,
  at        timestamptz not null,
  kind      text not null check (kind in ('OPENED', 'CLOSED', 'FORCED', 'HELD_OPEN', 'EXIT_BUTTON', 'OFFLINE', 'ONLINE')),
  entry_id  uuid references entry,                                 -- whose release it followed
  because   text not null default ''
);
create index door_events on door_event (door_id, at desc, id desc);

-- A door opened by staff from the portal is an entry like any other, without a kiosk.
alter table entry
  alter column kiosk_id drop not null,
  add column opened_by  uuid references person,
  add column reason     text not null default '' check (length(reason) <= 500),
  add check ((kiosk_id is null) = (opened_by is not null));
create index entries_of_room on entry (room_id, at desc) where refusal is null;

-- A visit: the door has a contact, and until it is seen to open, the same key may ask for the same entry again.
alter table entry
  add column continues       uuid references entry,                -- the entry of whose visit this attempt is
  add column released_until  timestamptz,                          -- when the strike of the visit's last pulse locks
  add column pulses_left     smallint check (pulses_left >= 0),    -- how often this visit's strike may be released again
  add column visit_ends      timestamptz,                          -- not null while it is not known whether anybody went in
  add column went_in         boolean;                              -- what the contact said: null if there is none to trust
create index visits_under_way on entry (visit_ends) where visit_ends is not null;
alter table access_grant add column pulses smallint not null default 0 check (pulses between 0 and 3);

-- Something that a person must look at.
create table staff_task (
  id           uuid primary key,
  property_id  uuid not null references property,
  room_id      uuid not null references room,
  kind         text not null,
  entry_id     uuid references entry,
  created_at   timestamptz not null,
  done_at      timestamptz,
  done_by      uuid references person,                             -- null when it settled itself
  note         text not null default '' check (length(note) <= 500),
  check (done_at is not null or done_by is null)
);
create index open_staff_tasks on staff_task (property_id, created_at) where done_at is null;

-- The simulated door's leaf, and all that a command can meet.
alter table simulated_door drop constraint simulated_door_behaviour_check;
alter table simulated_door
  add column leaf            text not null default 'PULLED',       -- what becomes of the leaf after a release
  add column opens_at        timestamptz,                          -- the leaf is open from then
  add column shuts_at        timestamptz,                          -- until then; null: until somebody shuts it
  add column exit_pressed_at timestamptz;
