-- Statements of accounts that institutions made, or are asked to make, and their documents. The same one is on its way
-- once at most.
create table azals.account_statement (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  provider_account_id uuid not null,
  connection_id uuid not null,
  from_date date not null,
  to_date date not null,
  format text not null check (format in ('PDF', 'CSV')),
  state text not null check (state in ('asked', 'unknown', 'making', 'kept', 'failed', 'refused')),
  reference text,
  reason jsonb,
  intent_id uuid,
  file_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, provider_account_id) references azals.provider_account (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, intent_id) references azals.provider_intent (tenant_id, id),
  foreign key (tenant_id, file_id) references azals.file (tenant_id, id),
  check (from_date <= to_date),
  check (state in ('asked', 'unknown', 'refused') or reference is not null),
  check ((state = 'kept') = (file_id is not null))
);
create unique index on azals.account_statement (tenant_id, provider_account_id, from_date, to_date, format)
  where state in ('asked', 'unknown');
create index on azals.account_statement (tenant_id, provider_account_id, id desc);
create index on azals.account_statement (tenant_id, connection_id, reference) where reference is not null;
create index on azals.account_statement (tenant_id, state, id desc);
create index on azals.account_statement (tenant_id, intent_id);
create index on azals.account_statement (tenant_id, file_id);
call engine.protect('azals.account_statement', rights => 'select, insert, update');
