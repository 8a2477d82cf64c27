-- What payments from a bank account need: it stands in the company's contract with its bank.
create table azals.treasury_account (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  bank_account_id uuid not null,
  debtor_name text not null,
  bic text,
  transfer_format text not null check (transfer_format in ('pain.001.001.03', 'pain.001.001.09')),
  batch_booking boolean not null,
  cut_off text not null check (cut_off ~ '^[0-2][0-9]:[0-5][0-9]$'),
  version integer not null default 1,
  primary key (tenant_id, bank_account_id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id)
);
call engine.protect('azals.treasury_account', rights => 'select, insert, update');

-- What is owed and may be paid by a batch.
create table azals.due_item (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  line_id uuid,
  payee_name text not null,
  payee_iban text not null,
  payee_bic text,
  amount bigint not null check (amount between 1 and 99999999999),
  due_date date not null,
  reference text not null,
  party jsonb,
  edited_by uuid[] not null,
  cancelled boolean not null default false,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, line_id) references azals.journal_line (tenant_id, id)
);
create unique index due_item_line on azals.due_item (tenant_id, line_id) where not cancelled;
create index on azals.due_item (tenant_id, due_date, id);
call engine.protect('azals.due_item', rights => 'select, insert, update');

-- Payments that leave one account together.
create table azals.payment_batch (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  label text not null,
  bank_account_id uuid not null,
  iban text not null,
  requested_on date,
  execution_date date,
  state text not null default 'draft' check (state in ('draft', 'to_approve', 'approved', 'sent', 'ended', 'cancelled')),
  prepared_by uuid[] not null,
  digest text,
  sent_back text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id),
  check ((digest is null) = (state = 'draft') or state = 'cancelled')
);
create index on azals.payment_batch (tenant_id, state, id desc);
create index on azals.payment_batch (tenant_id, bank_account_id);
call engine.protect('azals.payment_batch', rights => 'select, insert, update');

create table azals.batch_payment (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  batch_id uuid not null,
  due_item_id uuid not null,
  payee_name text not null,
  payee_iban text not null,
  payee_bic text,
  amount bigint not null check (amount between 1 and 99999999999),
  reference text not null,
  state text not null default 'selected' check (state in ('selected', 'batched', 'approved', 'sent', 'accepted',
    'executed', 'rejected', 'returned', 'dropped')),
  reason_code text,
  reason_text text,
  primary key (tenant_id, id),
  foreign key (tenant_id, batch_id) references azals.payment_batch (tenant_id, id),
  foreign key (tenant_id, due_item_id) references azals.due_item (tenant_id, id)
);
-- The last defence: a due item stands in one batch at most, and one that was paid in no other.
create unique index batch_payment_once on azals.batch_payment (tenant_id, due_item_id)
  where state not in ('rejected', 'returned', 'dropped');
create index on azals.batch_payment (tenant_id, batch_id);
create index on azals.batch_payment (tenant_id, due_item_id, id desc);
call engine.protect('azals.batch_payment');

create table azals.batch_approval (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  batch_id uuid not null,
  actor_id uuid not null,
  digest text not null,
  approved_at timestamptz not null default now(),
  primary key (tenant_id, batch_id, actor_id),
  foreign key (tenant_id, batch_id) references azals.payment_batch (tenant_id, id)
);
call engine.protect('azals.batch_approval', rights => 'select, insert, delete');

-- The bank's file of a batch, made once.
create table azals.payment_file (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  batch_id uuid not null,
  name text not null,
  format text not null,
  content text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, batch_id),
  foreign key (tenant_id, batch_id) references azals.payment_batch (tenant_id, id)
);
call engine.protect('azals.payment_file', hidden => array['content'], rights => 'select, insert');

create table azals.payment_status_report (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  batch_id uuid not null,
  message_id text not null,
  applied integer not null,
  known integer not null,
  findings jsonb not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, batch_id, message_id),
  foreign key (tenant_id, batch_id) references azals.payment_batch (tenant_id, id)
);
call engine.protect('azals.payment_status_report', rights => 'select, insert');
