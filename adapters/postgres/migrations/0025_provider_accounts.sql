-- Accounts at institutions that the company is connected to, and their movements as they were last said to be.
create table azals.provider_account (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  reference text not null,
  bank_account_id uuid,
  content jsonb not null,
  seen_at timestamptz not null default now(),
  read_until timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, reference),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id)
);
call engine.protect('azals.provider_account', audited => false, rights => 'select, insert, update');

create table azals.provider_transaction (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  provider_account_id uuid not null,
  reference text not null,
  content jsonb not null,
  updated_at timestamptz not null,
  bank_line_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, provider_account_id, reference),
  foreign key (tenant_id, provider_account_id) references azals.provider_account (tenant_id, id)
);
create index on azals.provider_transaction (tenant_id, provider_account_id, updated_at desc, reference desc);
call engine.protect('azals.provider_transaction', audited => false, rights => 'select, insert, update');

-- Lines and balances also come from an institution's API: then no file brought them.
alter table azals.bank_line alter column file_id drop not null;
alter table azals.bank_statement alter column file_id drop not null;
