-- The order of lists stands beside each word a recipient is found by, so that of many who are found the first are
-- known without reading one of them. Written anew, because to change every row of a large table takes ten times as long.
create table word_in_order (
  scope_id   uuid not null,
  word       text not null,
  sort_name  text not null default '',   -- a recipient's; empty for all others
  person_id  uuid not null
);
insert into word_in_order (scope_id, word, sort_name, person_id)
  select scope_id, word, case when kind = 'RECIPIENT' then sort_name else '' end, person_id
  from person_word join person on person.id = person_id;
drop table person_word;
alter table word_in_order rename to person_word;
alter table person_word
  add primary key (scope_id, word, sort_name, person_id),
  add foreign key (person_id) references person on delete cascade;
-- What all recipients are found by, in the order of lists: the words of people who follow each other stand together, so
-- that some thousand people are looked through in one reading of an index, and a person's words are found beside those
-- of the person before.
create index words_in_order on person_word (scope_id, sort_name, person_id, word);
create index words_of_person on person_word (person_id);
