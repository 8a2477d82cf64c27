-- Virtual IBANs, each mapped for life to a customer, a property or a project. `seen_before`: what the account had just
-- before one more was asked for, so that one whose answer was lost can be told from the others.
create table azals.virtual_iban (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  provider_account_id uuid not null,
  connection_id uuid not null,
  label text not null,
  subject jsonb not null,
  party jsonb,
  state text not null check (state in ('adding', 'unknown', 'active', 'suspended', 'cancelling', 'cancelled', 'failed')),
  iban text,
  bic text,
  reference text,
  reason jsonb,
  intent_id uuid,
  seen_before jsonb,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, reference),
  foreign key (tenant_id, provider_account_id) references azals.provider_account (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, intent_id) references azals.provider_intent (tenant_id, id),
  check (state in ('adding', 'unknown', 'failed') or reference is not null)
);
create index on azals.virtual_iban (tenant_id, provider_account_id, id desc);
create index on azals.virtual_iban (tenant_id, state, id desc);
create index on azals.virtual_iban (tenant_id, reference) where reference is not null;
create index on azals.virtual_iban (tenant_id, intent_id);
call engine.protect('azals.virtual_iban', rights => 'select, insert, update');
