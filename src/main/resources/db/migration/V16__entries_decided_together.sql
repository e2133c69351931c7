-- Attempts at a room's door are decided while its budget is held by the transaction that looks them up, so nothing is
-- paid before it is known to be a guess.
alter table chance_budget drop column held;
-- The entry's kiosk, room, property, key, grant and person are read by the transaction that writes it, and none of
-- them is ever removed. To look each of them up once more, and to lock its row against removal, cost a quarter of
-- what the database does for an entry; see docs/performance.md. That a grant is redeemed by an entry that is there is
-- still checked.
alter table entry
  drop constraint entry_kiosk_id_fkey,
  drop constraint entry_room_id_fkey,
  drop constraint entry_property_id_fkey,
  drop constraint entry_key_id_fkey,
  drop constraint entry_grant_id_fkey,
  drop constraint entry_person_id_fkey,
  drop constraint entry_opened_by_fkey,
  drop constraint entry_continues_fkey;
