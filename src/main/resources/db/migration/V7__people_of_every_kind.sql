-- Assignment: where staff members work, and whose doors the keys of staff members and couriers open.
alter table staff_assignment rename to assignment;
create index assignments_of_property on assignment (property_id, person_id);

alter table person add column deactivated_by uuid references person;
create index staff_and_couriers_in_order on person (organization_id, kind, sort_name, id) where kind <> 'RECIPIENT';

create table courier (
  person_id  uuid primary key references person,
  carrier    text not null default '' check (length(carrier) <= 200),
  last_day   date                      -- in the property's zone; its whole day still counts
);

-- When a courier's keys open: without a row at any hour, else on these weekdays only.
create table courier_window (
  person_id    uuid not null references courier,
  weekday      smallint not null check (weekday between 1 and 7),       -- 1 is Monday
  from_minute  smallint not null check (from_minute between 0 and 1439),
  to_minute    smallint not null check (to_minute between 1 and 1440),  -- 1440 is midnight at the day's end
  primary key (person_id, weekday),
  check (from_minute < to_minute)
);

-- Everybody is found by words: recipients in the scope of their property, staff and couriers in the
-- organization's, because assignments come and go.
alter table recipient_word rename to person_word;
alter table person_word rename column property_id to scope_id;
insert into person_word (scope_id, word, person_id)
  select distinct organization_id, left(word, 80), id
  from person, regexp_split_to_table(lower(first_name || ' ' || last_name || ' ' || coalesce(email, '')), '\s+') word
  where kind <> 'RECIPIENT' and word <> '';

alter table property add column second_factor_required boolean not null default false;
