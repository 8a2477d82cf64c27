-- Closing carries the balances of a year into the next with an entry of the opening journal. These entries repeat
-- lines that stand in the year before: what adds up lines over several years leaves them out.
create table azals.carry_forward (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  fiscal_year_id uuid not null,
  entry_id uuid not null,
  primary key (tenant_id, fiscal_year_id),
  unique (tenant_id, entry_id),
  foreign key (tenant_id, fiscal_year_id) references azals.fiscal_year (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id)
);
call engine.protect('azals.carry_forward', rights => 'select, insert');

-- From a document or a third party to its entries.
create index on azals.journal_entry (tenant_id, document_ref) where document_ref is not null;
create index on azals.journal_line (tenant_id, party_code, entry_id) where party_code is not null;
