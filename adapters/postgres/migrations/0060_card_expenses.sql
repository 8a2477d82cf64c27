-- What a person said that a movement of a card was, and when the holder has paid a personal part of it back.
alter table azals.card_movement
  add column expense jsonb,
  add column reimbursed_on date,
  add column version integer not null default 1,
  add check (kind <> 'release' or expense is null),
  add check (reimbursed_on is null or expense ->> 'personal' is not null);
create index on azals.card_movement (tenant_id, id desc) where expense ->> 'personal' is not null;
create index on azals.bank_line (tenant_id, entry_id) where entry_id is not null;
