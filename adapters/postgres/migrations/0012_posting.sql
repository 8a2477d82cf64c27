-- Financial events and the rules that give them accounts.
create table azals.posting_rule (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  event_type text not null,
  product text,
  vat_code text,
  journal_code text not null,
  control_account text not null,
  net_account text not null,
  vat_account text,
  side text not null check (side in ('debit', 'credit')),
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, event_type, product, vat_code),
  foreign key (tenant_id, journal_code) references azals.journal (tenant_id, code),
  foreign key (tenant_id, control_account) references azals.account (tenant_id, code),
  foreign key (tenant_id, net_account) references azals.account (tenant_id, code),
  foreign key (tenant_id, vat_account) references azals.account (tenant_id, code),
  foreign key (tenant_id, vat_code) references azals.vat_code (tenant_id, code)
);
call engine.protect('azals.posting_rule', rights => 'select, insert, update');

-- An event as it was received, for good: from a line to its document and back. `event_id` is the sender's.
create table azals.financial_event (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  event_id text not null,
  type text not null,
  event_date date not null,
  document_ref text,
  content jsonb not null,
  entry_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, event_id),
  unique (tenant_id, entry_id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id) deferrable initially deferred
);
call engine.protect('azals.financial_event', rights => 'select, insert');
create index on azals.financial_event (tenant_id, event_date, id);
create index on azals.financial_event (tenant_id, document_ref) where document_ref is not null;
