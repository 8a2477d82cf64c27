-- What institutions are asked to do about mandates and debits. Of one mandate or debit one request is open at most, and a
-- debit comes back once.
create table azals.bank_request (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  provider_account_id uuid not null,
  connection_id uuid not null,
  kind text not null check (kind in ('suspend-mandate', 'resume-mandate', 'return-debit')),
  subject text not null,
  consent_return_url text not null,
  state text not null default 'asked'
    check (state in ('asked', 'unknown', 'consent_pending', 'accepted', 'done', 'refused')),
  consent jsonb,
  consent_reference text,
  reason jsonb,
  intent_id uuid,
  return_reference text,
  returned_on date,
  reversal_entry_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, provider_account_id) references azals.provider_account (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, intent_id) references azals.provider_intent (tenant_id, id),
  foreign key (tenant_id, reversal_entry_id) references azals.journal_entry (tenant_id, id)
);
create unique index on azals.bank_request (tenant_id, connection_id, subject)
  where state in ('asked', 'unknown', 'consent_pending', 'accepted') or (state = 'done' and kind = 'return-debit');
create index on azals.bank_request (tenant_id, connection_id, subject);
create index on azals.bank_request (tenant_id, provider_account_id, id desc);
create index on azals.bank_request (tenant_id, state, id desc);
create index on azals.bank_request (tenant_id, connection_id, consent_reference) where consent_reference is not null;
create index on azals.bank_request (tenant_id, intent_id);
create index on azals.bank_request (tenant_id, reversal_entry_id);
call engine.protect('azals.bank_request', rights => 'select, insert, update');
