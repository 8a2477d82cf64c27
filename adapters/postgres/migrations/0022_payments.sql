-- Payments by card: what was taken, what was asked of the gateway for it, and the methods that the gateway keeps.

create table azals.payment_method (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  label text not null,
  customer text not null,
  state text not null check (state in ('created', 'unknown', 'kept', 'refused', 'forgetting', 'forgotten')),
  preferred boolean not null default false,
  gateway_reference text,
  masked text,
  expires text,
  code text,
  message text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id)
);
create unique index on azals.payment_method (tenant_id, customer) where preferred;
create index on azals.payment_method (tenant_id, connection_id);
call engine.protect('azals.payment_method', rights => 'select, insert, update');

create table azals.payment (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  kind text not null check (kind in ('sale', 'authorisation', 'credit', 'validation')),
  connection_id uuid not null,
  currency text not null,
  amount bigint not null check (amount >= 0),
  authorised bigint not null default 0,
  captured bigint not null default 0,
  refunded bigint not null default 0,
  label text not null,
  document_ref text,
  party jsonb,
  payment_method_id uuid,
  state text not null,
  gateway_reference text,
  code text,
  message text,
  settled_on date,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, payment_method_id) references azals.payment_method (tenant_id, id),
  check (captured between 0 and authorised),
  check (refunded between 0 and captured)
);
create index on azals.payment (tenant_id, state, id desc);
create index on azals.payment (tenant_id, connection_id, gateway_reference);
create index on azals.payment (tenant_id, payment_method_id);
create index on azals.payment (tenant_id, settled_on) where settled_on is not null;
call engine.protect('azals.payment', rights => 'select, insert, update');

create table azals.payment_operation (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  payment_id uuid not null,
  kind text not null
    check (kind in ('sale', 'authorisation', 'credit', 'validation', 'capture', 'void', 'refund')),
  amount bigint not null check (amount >= 0),
  state text not null default 'open' check (state in ('open', 'unknown', 'done', 'refused')),
  intent_id uuid not null,
  gateway_reference text,
  code text,
  message text,
  entry_id uuid,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, intent_id),
  foreign key (tenant_id, payment_id) references azals.payment (tenant_id, id),
  foreign key (tenant_id, intent_id) references azals.provider_intent (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id),
  check ((state in ('done', 'refused')) = (ended_at is not null))
);
create index on azals.payment_operation (tenant_id, payment_id);
create index on azals.payment_operation (tenant_id, entry_id);
call engine.protect('azals.payment_operation', rights => 'select, insert, update');
