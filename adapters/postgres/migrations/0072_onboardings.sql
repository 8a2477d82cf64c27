-- Accounts that the company asks institutions for, as their holder.
create table azals.onboarding (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  account_name text not null,
  country text not null,
  registration_number text not null,
  company jsonb not null,
  administrator jsonb not null,
  return_url text not null,
  state text not null default 'asked'
    check (state in ('asked', 'unknown', 'incomplete', 'complete', 'finalized', 'refused')),
  url text,
  missing jsonb not null default '[]',
  documents jsonb,
  account_reference text,
  reason jsonb,
  intent_id uuid,
  reference text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, reference),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, intent_id) references azals.provider_intent (tenant_id, id),
  check (state in ('asked', 'unknown', 'refused') or reference is not null)
);
-- A company is onboarded once at a time by a connection.
create unique index on azals.onboarding (tenant_id, connection_id, registration_number)
  where state in ('asked', 'unknown', 'incomplete', 'complete');
create index on azals.onboarding (tenant_id, state, id desc);
call engine.protect('azals.onboarding', rights => 'select, insert, update');
