-- Bank accounts, the statement files that were imported (their bytes kept), and the lines.
create table azals.bank_account (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  key text not null check (length(key) between 1 and 64),
  iban text,
  rib text,
  currency text not null,
  label text not null,
  ledger_account text,
  journal_code text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, key, currency),
  foreign key (tenant_id, ledger_account) references azals.account (tenant_id, code),
  foreign key (tenant_id, journal_code) references azals.journal (tenant_id, code)
);
call engine.protect('azals.bank_account', rights => 'select, insert, update');

create table azals.statement_file (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  name text not null,
  format text not null,
  encoding text not null,
  sha256 bytea not null,
  bytes bytea not null,
  lines_added integer not null,
  lines_known integer not null,
  lines_settled integer not null,
  findings jsonb not null,
  imported_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call engine.protect('azals.statement_file', rights => 'select, insert', hidden => array['bytes']);

create table azals.bank_statement (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  file_id uuid not null,
  bank_account_id uuid not null,
  sequence text,
  opening_date date,
  opening_minor bigint,
  opening_currency text,
  closing_date date,
  closing_minor bigint,
  closing_currency text,
  primary key (tenant_id, id),
  foreign key (tenant_id, file_id) references azals.statement_file (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id)
);
call engine.protect('azals.bank_statement', audited => false, rights => 'select, insert');
create index on azals.bank_statement (tenant_id, bank_account_id, closing_date);

-- `key` is what makes a line the same in two files; its hash is what is unique. `settles` are the keys of the pending
-- lines that this booked one took the place of.
create table azals.bank_line (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  bank_account_id uuid not null,
  file_id uuid not null,
  key text not null,
  key_hash bytea not null check (key_hash = sha256(convert_to(key, 'UTF8'))),
  status text not null check (status in ('booked', 'pending', 'information')),
  state text not null default 'open' check (state in ('open', 'suspense', 'posted')),
  booking_date date not null,
  value_date date,
  minor bigint not null,
  currency text not null,
  label text not null,
  reference text,
  counterparty jsonb,
  reference_set jsonb not null,
  bank_code text,
  bank_id text,
  reversal boolean not null,
  details jsonb not null,
  settles jsonb not null default '[]',
  entry_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, bank_account_id, key_hash),
  check ((state = 'open') = (entry_id is null)),
  check (state = 'open' or status = 'booked'),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id),
  foreign key (tenant_id, file_id) references azals.statement_file (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id)
);
call engine.protect('azals.bank_line', audited => false);
create index on azals.bank_line (tenant_id, bank_account_id, booking_date desc, id desc);
create index on azals.bank_line (tenant_id, state, booking_date);

-- What a person decides of a line is audited; its arrival is told by its file.
create constraint trigger audit_row after update or delete on azals.bank_line
  deferrable initially deferred for each row execute function azals.audit_row('key_hash');
