-- Cards, the payments that were asked for with them, what came of these, and their receipts. Numbers of cards are not
-- here: no column takes one.
create table azals.card (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  holder_reference text not null,
  kind text not null check (kind in ('virtual', 'single-use')),
  state text not null default 'requested' check (state in ('requested', 'consent_pending', 'processing', 'active',
    'frozen', 'cancelling', 'cancelled', 'refused', 'expired')),
  reference text,
  masked text check (masked !~ '[0-9]{9}'),
  expires_on date,
  consent jsonb,
  name text not null,
  member_id uuid,
  analytics jsonb not null,
  limits jsonb not null,
  rules jsonb not null,
  zone text not null,
  receipts_required boolean not null,
  block_after_missing integer check (block_after_missing > 0),
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, reference),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, member_id) references azals.member (tenant_id, id),
  check (state in ('requested', 'refused', 'cancelled') or reference is not null)
);
create index on azals.card (tenant_id, member_id);
call engine.protect('azals.card', rights => 'select, insert, update');

-- One transaction has one decision. What is held counts until it is captured, released, or past `expires_at`.
create table azals.card_payment (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  card_id uuid,
  transaction_reference text not null,
  amount_minor bigint,
  amount_currency text,
  original_minor bigint,
  original_currency text,
  approved bigint not null check (approved >= 0),
  held bigint not null check (held between 0 and approved),
  captured bigint not null default 0,
  refunded bigint not null default 0 check (refunded between 0 and captured),
  merchant_name text,
  merchant_city text,
  merchant_country text,
  merchant_category text,
  channel text,
  declined jsonb,
  decided_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, transaction_reference),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, card_id) references azals.card (tenant_id, id),
  check ((amount_minor is null) = (amount_currency is null)),
  check ((original_minor is null) = (original_currency is null)),
  check (declined is null or held = 0),
  check (declined is not null or card_id is not null)
);
create index on azals.card_payment (tenant_id, card_id, decided_at);
call engine.protect('azals.card_payment', rights => 'select, insert, update');

create table azals.card_movement (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  payment_id uuid not null,
  reference text not null,
  kind text not null check (kind in ('capture', 'release', 'refund')),
  amount bigint not null check (amount > 0),
  original_minor bigint,
  original_currency text,
  occurred_at timestamptz not null,
  label text not null,
  entry_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, payment_id, reference),
  foreign key (tenant_id, payment_id) references azals.card_payment (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id)
);
call engine.protect('azals.card_movement', rights => 'select, insert, update');

create table azals.card_receipt (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  payment_id uuid not null,
  file_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, payment_id, file_id),
  foreign key (tenant_id, payment_id) references azals.card_payment (tenant_id, id),
  foreign key (tenant_id, file_id) references azals.file (tenant_id, id)
);
call engine.protect('azals.card_receipt', rights => 'select, insert');
