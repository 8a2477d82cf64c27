-- Short-term investments and borrowings that no connected lender keeps.
create table azals.treasury_contract (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  kind text not null check (kind in ('investment', 'borrowing')),
  label text not null,
  counterparty text not null,
  bank_account_id uuid not null,
  terms jsonb not null,
  ended_on date,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id)
);
create index on azals.treasury_contract (tenant_id, bank_account_id);
call engine.protect('azals.treasury_contract', rights => 'select, insert, update');

-- Between what the balance of a bank account is to stay.
create table azals.account_bounds (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  bank_account_id uuid not null,
  currency text not null,
  minimum bigint not null,
  target bigint not null,
  maximum bigint,
  version integer not null default 1,
  primary key (tenant_id, bank_account_id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id),
  check (minimum <= target and (maximum is null or target <= maximum))
);
call engine.protect('azals.account_bounds', rights => 'select, insert, update');

-- A proposed transfer that somebody has ordered.
create table azals.sweep (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  transfer_id uuid not null,
  from_bank_account_id uuid not null,
  to_bank_account_id uuid not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  ordered_at timestamptz not null default now(),
  primary key (tenant_id, transfer_id),
  foreign key (tenant_id, transfer_id) references azals.transfer (tenant_id, id),
  foreign key (tenant_id, from_bank_account_id) references azals.bank_account (tenant_id, id),
  foreign key (tenant_id, to_bank_account_id) references azals.bank_account (tenant_id, id)
);
create index on azals.sweep (tenant_id, from_bank_account_id);
create index on azals.sweep (tenant_id, to_bank_account_id);
call engine.protect('azals.sweep', rights => 'select, insert');
