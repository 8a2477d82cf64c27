-- Money of ended processes that did not come back out of the clearing accounts.

create table azals.conservation_alert (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  process_id uuid not null,
  entry_id uuid not null,
  account text not null,
  amount_minor bigint not null,
  currency text not null,
  event_id text,
  raised_at timestamptz not null default now(),
  cleared_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, process_id) references azals.process (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id)
);
create unique index on azals.conservation_alert (tenant_id, process_id) where cleared_at is null;
create index on azals.conservation_alert (tenant_id, entry_id);
call engine.protect('azals.conservation_alert', rights => 'select, insert, update');
