-- What a bank may bill on an account from a day on, as its contract says.
create table azals.account_conditions (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  bank_account_id uuid not null,
  valid_from date not null,
  fees jsonb not null,
  version integer not null default 1,
  primary key (tenant_id, bank_account_id, valid_from),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id)
);
call engine.protect('azals.account_conditions', rights => 'select, insert, update');

-- What was billed too much and is claimed back.
create table azals.fee_claim (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  bank_account_id uuid not null,
  kind text not null,
  period_from date not null,
  period_to date not null,
  currency text not null,
  expected bigint not null,
  billed bigint not null,
  claimed bigint not null check (claimed > 0 and claimed = billed - expected),
  state text not null default 'open' check (state in ('open', 'refunded', 'dropped')),
  refunded bigint,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id),
  check ((refunded is not null) = (state = 'refunded'))
);
create unique index fee_claim_once on azals.fee_claim (tenant_id, bank_account_id, kind, period_from)
  where state <> 'dropped';
call engine.protect('azals.fee_claim', rights => 'select, insert, update');
