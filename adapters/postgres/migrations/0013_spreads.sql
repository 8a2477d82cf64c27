-- Amounts that go to the books by instalments: prepaid, deferred, accrued, depreciated.
create table azals.spread (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  kind text not null
    check (kind in ('prepaid_expense', 'deferred_income', 'depreciation', 'accrued_expense', 'accrued_income')),
  journal_code text not null,
  label text not null,
  document_ref text,
  currency text not null,
  total bigint not null check (total > 0),
  debit_account text not null,
  credit_account text not null check (credit_account <> debit_account),
  starts date not null,
  months integer check (months > 0),
  prorata text check (prorata in ('whole_months', 'calendar_days', 'thirty_day_months')),
  analytics jsonb,
  state text not null default 'running' check (state in ('running', 'done', 'cancelled')),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, journal_code) references azals.journal (tenant_id, code),
  foreign key (tenant_id, debit_account) references azals.account (tenant_id, code),
  foreign key (tenant_id, credit_account) references azals.account (tenant_id, code)
);
call engine.protect('azals.spread', rights => 'select, insert, update');

create table azals.spread_instalment (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  spread_id uuid not null,
  number integer not null check (number > 0),
  due_date date not null,
  amount bigint not null check (amount > 0),
  residue bigint not null check (residue between 0 and amount),
  reverses boolean not null,
  state text not null default 'planned' check (state in ('planned', 'posted', 'cancelled')),
  entry_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, spread_id, number),
  check ((state = 'posted') = (entry_id is not null)),
  foreign key (tenant_id, spread_id) references azals.spread (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id)
);
call engine.protect('azals.spread_instalment', rights => 'select, insert, update');

-- Second enforcement: the instalments that do not undo another one add up to the spread's total.
create function azals.spread_adds_up() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $adds$
begin
  if (select sum(i.amount) from spread_instalment i
      where i.tenant_id = new.tenant_id and i.spread_id = new.id and not i.reverses) is distinct from new.total then
    raise exception 'the instalments of spread % are not its total', new.id
      using errcode = 'check_violation', constraint = 'spread_adds_up';
  end if;
  return null;
end
$adds$;
create constraint trigger spread_adds_up after insert on azals.spread deferrable initially deferred
  for each row execute function azals.spread_adds_up();
