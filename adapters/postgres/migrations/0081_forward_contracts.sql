-- Forward exchange contracts, as banks have confirmed them.
create table azals.forward_contract (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  side text not null check (side in ('buy', 'sell')),
  amount bigint not null check (amount > 0),
  currency text not null,
  against text not null check (against <> currency),
  rate text not null,
  agreed_on date not null,
  source text not null,
  from_day date not null check (from_day >= agreed_on),
  to_day date not null check (to_day >= from_day),
  bank text not null,
  bank_account_id uuid not null,
  state text not null default 'open' check (state in ('open', 'settled', 'ended')),
  closed_on date,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id),
  check ((state = 'open') = (closed_on is null))
);
create index on azals.forward_contract (tenant_id, bank_account_id);
create index on azals.forward_contract (tenant_id, id) where state = 'open';
call engine.protect('azals.forward_contract', rights => 'select, insert');
grant update (state, closed_on, version) on azals.forward_contract to azals_app;
