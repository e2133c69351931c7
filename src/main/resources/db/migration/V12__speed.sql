-- Found by measuring every page at 100,000 keys in one property; see docs/performance.md.

-- The Access Keys page by form: three hundred key cards are not looked for among a hundred thousand PINs.
create index live_access_keys_by_form on access_key (property_id, form, id desc) where ended_at is null;
create index ended_access_keys_by_form on access_key (property_id, form, id desc) where ended_at is not null;

-- The head of the recipients' list counts them without reading them.
create index active_recipients on person (property_id) where kind = 'RECIPIENT' and deactivated_at is null;
