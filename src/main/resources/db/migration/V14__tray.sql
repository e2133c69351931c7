-- The newest in the tray is what arrived last, also after a clock was set back.
alter table tray_item add column arrived bigint generated always as identity;
create index tray_items_in_order on tray_item (arrived desc);
