-- Payments that their payers dispute at the bank of the card.
create table azals.dispute (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  payment_id uuid,
  gateway_reference text,
  currency text not null,
  amount bigint not null check (amount > 0),
  reason text not null,
  masked text,
  received_on date not null,
  state text not null check (state in ('received', 'dismissed', 'opened', 'contested', 'won', 'lost')),
  evidence text,
  resolved_on date,
  entry_id uuid,
  reversal_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, gateway_reference),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, payment_id) references azals.payment (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id),
  foreign key (tenant_id, reversal_id) references azals.journal_entry (tenant_id, id),
  check ((payment_id is null) = (state in ('received', 'dismissed'))),
  check ((resolved_on is not null) = (state in ('won', 'lost'))),
  check (reversal_id is null or state = 'won')
);
create index on azals.dispute (tenant_id, payment_id);
create index on azals.dispute (tenant_id, state, id desc);
create index on azals.dispute (tenant_id, entry_id);
create index on azals.dispute (tenant_id, reversal_id);
call engine.protect('azals.dispute', rights => 'select, insert, update');
