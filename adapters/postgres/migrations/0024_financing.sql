-- Invoices shown to financers, the money on them, and the financers' journals.

-- `content` holds what the company said of the invoice. Of one seller's invoice to one buyer, one row at most is alive.
create table azals.financed_invoice (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  seller_number text not null,
  buyer_number text not null,
  number text not null,
  content jsonb not null,
  document_id uuid not null,
  state text not null default 'presenting' check (state in
    ('presenting', 'to-complete', 'submitted', 'verified', 'declined', 'withdrawn', 'paid', 'refused')),
  word text,
  reason jsonb,
  reference text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id)
);
create unique index on azals.financed_invoice (tenant_id, seller_number, buyer_number, number)
  where state not in ('declined', 'withdrawn', 'refused');
create index on azals.financed_invoice (tenant_id, connection_id);
call engine.protect('azals.financed_invoice', rights => 'select, insert, update');

-- An invoice is financed once: of its advances, one at most is alive or was repaid.
create table azals.advance (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  financed_invoice_id uuid not null,
  content jsonb not null,
  state text not null default 'requested' check (state in
    ('requested', 'in-review', 'to-validate', 'validated', 'scheduled', 'paid-out', 'fees-due', 'repaid', 'declined',
     'cancelled', 'in-trouble', 'refused')),
  word text,
  reason jsonb,
  reference text,
  fees_estimated jsonb,
  repaid jsonb,
  repay_on date not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, financed_invoice_id) references azals.financed_invoice (tenant_id, id)
);
create unique index on azals.advance (tenant_id, financed_invoice_id)
  where state not in ('declined', 'cancelled', 'refused');
create index on azals.advance (tenant_id, reference) where reference is not null;
call engine.protect('azals.advance', rights => 'select, insert, update');

-- A journal's facts have no id at the financer: the whole of a fact is its identity.
create table azals.financing_event (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  advance_reference text not null,
  kind text not null,
  at timestamptz not null,
  principal_minor bigint,
  fees_minor bigint,
  currency text not null,
  posting text not null check (posting in ('waiting', 'posted', 'none')),
  obstacle text,
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, connection_id, advance_reference, kind, at, principal_minor, fees_minor),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id)
);
create index on azals.financing_event (tenant_id, connection_id, at desc);
create index on azals.financing_event (tenant_id, posting, id desc);
call engine.protect('azals.financing_event', rights => 'select, insert, update');
