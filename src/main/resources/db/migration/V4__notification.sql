create table notification (
  id             uuid primary key,
  property_id    uuid not null references property,
  person_id      uuid not null references person,
  about          uuid not null,                 -- the access grant that is told of
  via            text not null check (via in ('EMAIL', 'SMS')),
  destination    text not null,
  fallback_via   text check (fallback_via in ('EMAIL', 'SMS')),
  fallback_destination text,
  fallback_of    uuid references notification,
  language       text not null,
  sealed_text    bytea,                         -- what it says, sealed while queued, erased once sent or given up
  state          text not null check (state in ('QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'BLOCKED')),
  attempts       int not null default 0,
  provider_id    text,
  words          text not null default '',      -- what the provider said, or a key of the message bundle
  stop_words     text,                          -- it was stopped while SENDING: no further attempt, and why
  not_after      timestamptz not null,
  queued_at      timestamptz not null,
  changed_at     timestamptz not null,          -- while SENDING, the beginning of the lease
  check ((state in ('QUEUED', 'SENDING')) = (sealed_text is not null)),
  check ((fallback_via is null) = (fallback_destination is null))
);
create index notifications_of_property on notification (property_id, id desc);
create index notifications_of_person on notification (person_id, id desc);
create index notifications_about on notification (about, id);

-- The rehearsal's gateways put every e-mail and text here, as its recipient would see it.
create table tray_item (
  id           uuid primary key,
  notification_id uuid not null references notification,
  via          text not null check (via in ('EMAIL', 'SMS')),
  destination  text not null,
  sealed_text  bytea not null,
  at           timestamptz not null
);

-- db-scheduler's table, as its documentation gives it for PostgreSQL.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
