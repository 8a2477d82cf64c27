-- Standing orders that the company gives to institutions.
create table azals.standing_order (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  provider_account_id uuid not null,
  connection_id uuid not null,
  payee jsonb not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  label text not null,
  period text not null check (period in ('day', 'week', 'month')),
  first_date date not null,
  last_date date,
  consent_return_url text not null,
  state text not null default 'asked'
    check (state in ('asked', 'unknown', 'consent_pending', 'active', 'cancelling', 'cancelled', 'refused')),
  payee_answer jsonb,
  suggested_name text,
  consent jsonb,
  consent_reference text,
  reason jsonb,
  intent_id uuid,
  reference text,
  next_date date,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, reference),
  foreign key (tenant_id, provider_account_id) references azals.provider_account (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, intent_id) references azals.provider_intent (tenant_id, id),
  check (state in ('asked', 'unknown', 'refused') or reference is not null)
);
create index on azals.standing_order (tenant_id, provider_account_id, id desc);
create index on azals.standing_order (tenant_id, state, id desc);
create index on azals.standing_order (tenant_id, connection_id, consent_reference) where consent_reference is not null;
create index on azals.standing_order (tenant_id, intent_id);
call engine.protect('azals.standing_order', rights => 'select, insert, update');
