-- The ledger. Posted entries and their lines are insert-only: the application role has no right to change or delete
-- them. A correction is a reversal; lettering stands in tables of its own.
create extension if not exists btree_gist;

create table azals.account (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  code text not null check (code ~ '^[1-8][0-9]{2}[0-9A-Z]{0,17}$'),
  label text not null,
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call engine.protect('azals.account', rights => 'select, insert, update');

create table azals.journal (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  code text not null,
  label text not null,
  kind text not null check (kind in ('sales', 'purchases', 'bank', 'cash', 'general', 'opening')),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call engine.protect('azals.journal', rights => 'select, insert, update');

create table azals.fiscal_year (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  starts date not null,
  ends date not null check (ends > starts),
  state text not null default 'open' check (state in ('open', 'closed')),
  version integer not null default 1,
  primary key (tenant_id, id),
  exclude using gist (tenant_id with =, daterange(starts, ends, '[]') with &&)
);
call engine.protect('azals.fiscal_year', rights => 'select, insert, update');

create table azals.period (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  fiscal_year_id uuid not null,
  starts date not null,
  ends date not null check (ends >= starts),
  state text not null default 'open' check (state in ('open', 'soft_locked', 'locked', 'closed')),
  vat_locked boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, fiscal_year_id) references azals.fiscal_year (tenant_id, id),
  exclude using gist (tenant_id with =, daterange(starts, ends, '[]') with &&)
);
call engine.protect('azals.period', rights => 'select, insert, update');

create table azals.vat_code (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  code text not null,
  label text not null,
  rate_basis_points integer not null check (rate_basis_points between 0 and 10000),
  direction text not null check (direction in ('collected', 'deductible')),
  account_code text not null,
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, account_code) references azals.account (tenant_id, code)
);
call engine.protect('azals.vat_code', rights => 'select, insert, update');

-- An entry being written: nothing of it is in the books.
create table azals.entry_draft (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  content jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call engine.protect('azals.entry_draft');

-- The last number of a journal in a fiscal year. Its row lock is what makes numbering free of holes: it is held until
-- the posting unit commits, and an undone unit undoes the number.
create table azals.journal_sequence (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  journal_id uuid not null,
  fiscal_year_id uuid not null,
  last_number integer not null,
  last_hash bytea not null default '\x',
  primary key (tenant_id, journal_id, fiscal_year_id),
  foreign key (tenant_id, journal_id) references azals.journal (tenant_id, id),
  foreign key (tenant_id, fiscal_year_id) references azals.fiscal_year (tenant_id, id)
);
call engine.protect('azals.journal_sequence', audited => false, rights => 'select, insert, update');

create table azals.journal_entry (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  journal_id uuid not null,
  fiscal_year_id uuid not null,
  number integer not null check (number > 0),
  entry_date date not null,
  label text not null,
  document_ref text,
  document_date date,
  source_event text,
  postponed_from date,
  reversal_of uuid,
  posted_at timestamptz not null default now(),
  hash bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, journal_id, fiscal_year_id, number),
  unique (tenant_id, source_event),
  unique (tenant_id, reversal_of),
  foreign key (tenant_id, journal_id) references azals.journal (tenant_id, id),
  foreign key (tenant_id, fiscal_year_id) references azals.fiscal_year (tenant_id, id),
  foreign key (tenant_id, reversal_of) references azals.journal_entry (tenant_id, id)
);
call engine.protect('azals.journal_entry', rights => 'select, insert', hidden => array['hash']);
create index on azals.journal_entry (tenant_id, entry_date, id);

create table azals.journal_line (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  entry_id uuid not null,
  position integer not null check (position > 0),
  entry_date date not null,
  account_code text not null,
  party_code text,
  party_label text,
  label text not null,
  debit bigint not null check (debit >= 0),
  credit bigint not null check (credit >= 0),
  foreign_currency text,
  foreign_amount bigint,
  due_date date,
  vat_code text,
  analytics jsonb,
  primary key (tenant_id, id),
  unique (tenant_id, entry_id, position),
  check ((debit = 0) <> (credit = 0)),
  check ((foreign_currency is null) = (foreign_amount is null)),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, account_code) references azals.account (tenant_id, code)
);
call engine.protect('azals.journal_line', audited => false, rights => 'select, insert');
create index on azals.journal_line (tenant_id, account_code, entry_date, id);

-- Second enforcement of balance, whatever wrote the lines: checked at COMMIT for every entry that got one.
create function azals.entry_balances() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $balances$
declare difference bigint; lines integer;
begin
  select sum(debit - credit), count(*) into difference, lines from journal_line
    where tenant_id = new.tenant_id and entry_id = new.entry_id;
  if difference <> 0 or lines < 2 then
    raise exception 'entry % does not balance: % lines, difference %', new.entry_id, lines, difference
      using errcode = 'check_violation', constraint = 'entry_balances';
  end if;
  return null;
end
$balances$;
create constraint trigger entry_balances after insert on azals.journal_line deferrable initially deferred
  for each row execute function azals.entry_balances();

create function azals.entry_has_lines() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $lines$
begin
  if not exists (select from journal_line where tenant_id = new.tenant_id and entry_id = new.id) then
    raise exception 'entry % has no lines', new.id using errcode = 'check_violation', constraint = 'entry_has_lines';
  end if;
  return null;
end
$lines$;
create constraint trigger entry_has_lines after insert on azals.journal_entry deferrable initially deferred
  for each row execute function azals.entry_has_lines();

-- What is hashed of a posted entry, as text: SHA-256(hash of the entry with the number before, then this in UTF-8).
-- It covers every column of the entry and of its lines.
create function azals.entry_content(e azals.journal_entry) returns text language sql stable
  return jsonb_build_object(
    'tenant', e.tenant_id, 'id', e.id, 'journal', e.journal_id, 'year', e.fiscal_year_id, 'number', e.number,
    'date', e.entry_date, 'label', e.label, 'documentRef', e.document_ref, 'documentDate', e.document_date,
    'reversalOf', e.reversal_of, 'source', e.source_event, 'postponedFrom', e.postponed_from, 'postedAt', extract(epoch from e.posted_at)::text,
    'lines', (select jsonb_agg(jsonb_build_array(l.id, l.position, l.entry_date, l.account_code, l.party_code,
        l.party_label, l.label, l.debit, l.credit,
        l.foreign_currency, l.foreign_amount, l.due_date, l.vat_code, l.analytics) order by l.position)
      from azals.journal_line l where l.tenant_id = e.tenant_id and l.entry_id = e.id))::text;
grant execute on function azals.entry_content to azals_app;

-- Posts one entry: next number of the journal in the year, entry, lines, hash. Runs with the caller's rights and
-- under the caller's policies. Raises nothing of its own: the rules stand in the domain, the constraints above.
create function azals.post_entry(
  e_id uuid, e_journal uuid, e_year uuid, e_date date, e_label text, e_document_ref text, e_document_date date,
  e_source text, e_postponed_from date, e_reversal_of uuid, e_lines jsonb,
  out number integer, out posted_at timestamptz, out hash bytea
) language plpgsql set search_path = azals, pg_temp as $post$
declare
  tenant uuid := nullif(current_setting('azals.tenant_id', true), '')::uuid;
  seq journal_sequence;
  entry journal_entry;
begin
  insert into journal_sequence as s (tenant_id, journal_id, fiscal_year_id, last_number)
    values (tenant, e_journal, e_year, 1)
    on conflict (tenant_id, journal_id, fiscal_year_id) do update set last_number = s.last_number + 1
    returning * into seq;
  entry := row(tenant, e_id, e_journal, e_year, seq.last_number, e_date, e_label, e_document_ref, e_document_date,
    e_source, e_postponed_from, e_reversal_of, clock_timestamp(), '\x');
  insert into journal_line (tenant_id, id, entry_id, position, entry_date, account_code, party_code, party_label, label,
      debit, credit, foreign_currency, foreign_amount, due_date, vat_code, analytics)
    select tenant, l.id, e_id, l.position, e_date, l.account, l.party_code, l.party_label, l.label, l.debit, l.credit,
      l.foreign_currency, l.foreign_amount, l.due_date, l.vat_code, l.analytics
    from jsonb_to_recordset(e_lines) as l (id uuid, position integer, account text, party_code text, party_label text,
      label text, debit bigint, credit bigint, foreign_currency text, foreign_amount bigint, due_date date,
      vat_code text, analytics jsonb);
  entry.hash := sha256(seq.last_hash || convert_to(entry_content(entry), 'UTF8'));
  insert into journal_entry select entry.*;
  update journal_sequence set last_hash = entry.hash
    where tenant_id = tenant and journal_id = e_journal and fiscal_year_id = e_year;
  number := seq.last_number;
  posted_at := entry.posted_at;
  hash := entry.hash;
end
$post$;
grant execute on function azals.post_entry to azals_app;
