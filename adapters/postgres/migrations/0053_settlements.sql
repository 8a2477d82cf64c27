-- What gateways settled together: the batch, its transactions, and what was paid out of it.
create table azals.settlement_batch (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  gateway_batch text not null,
  state text not null check (state in ('reported', 'failed', 'stated', 'posted')),
  count integer,
  currency text not null,
  gross bigint,
  reported_on date not null,
  fees bigint check (fees >= 0),
  fees_vat bigint check (fees_vat >= 0),
  net bigint,
  paid_on date,
  statement_ref text,
  entry_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, gateway_batch),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id),
  check (state not in ('stated', 'posted') or net + fees + fees_vat = gross),
  check ((state = 'posted') = (entry_id is not null))
);
create index on azals.settlement_batch (tenant_id, state, id desc);
create index on azals.settlement_batch (tenant_id, entry_id);
call engine.protect('azals.settlement_batch', rights => 'select, insert, update');

-- `payment_id` and `amount` are kept once the batch is stated, and looked up until then.
create table azals.settlement_line (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  batch_id uuid not null,
  gateway_reference text not null,
  payment_id uuid,
  amount bigint,
  primary key (tenant_id, batch_id, gateway_reference),
  foreign key (tenant_id, batch_id) references azals.settlement_batch (tenant_id, id),
  foreign key (tenant_id, payment_id) references azals.payment (tenant_id, id)
);
create index on azals.settlement_line (tenant_id, gateway_reference);
create index on azals.settlement_line (tenant_id, payment_id);
call engine.protect('azals.settlement_line', rights => 'select, insert, update');
