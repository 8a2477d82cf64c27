-- Who may authorise payments from an account, as the bank was told.
create table azals.signing_authority (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  person text not null,
  actor_id uuid,
  bank_account_id uuid not null,
  amount_limit bigint check (amount_limit >= 0),
  limit_currency text,
  manner text not null check (manner in ('alone', 'jointly')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id),
  check ((amount_limit is null) = (limit_currency is null))
);
create index on azals.signing_authority (tenant_id, bank_account_id);
call engine.protect('azals.signing_authority', rights => 'select, insert, update');
