-- Covenants of the company's loans, their tests with the figures used, what was told ahead, and collateral.
create table azals.covenant (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  loan_id uuid not null,
  label text not null,
  definition text not null,
  form text not null check (form in ('ratio', 'amount')),
  comparison text not null check (comparison in ('at_most', 'at_least')),
  threshold text not null,
  measure jsonb,
  test_dates date[] not null check (cardinality(test_dates) between 1 and 120),
  warn_days integer not null check (warn_days between 1 and 365),
  ended_on date,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, loan_id) references azals.loan (tenant_id, id)
);
create index on azals.covenant (tenant_id, loan_id, id);
call engine.protect('azals.covenant', rights => 'select, insert');
grant update (ended_on, version) on azals.covenant to azals_app;

create table azals.covenant_test (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  covenant_id uuid not null,
  tested_on date not null,
  figures jsonb not null,
  value text,
  outcome text not null check (outcome in ('met', 'breached', 'not-measurable')),
  waived_on date,
  waiver text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, covenant_id) references azals.covenant (tenant_id, id),
  check ((waived_on is null) = (waiver is null)),
  check (waived_on is null or outcome = 'breached')
);
create index on azals.covenant_test (tenant_id, covenant_id, id);
call engine.protect('azals.covenant_test', rights => 'select, insert');
grant update (waived_on, waiver) on azals.covenant_test to azals_app;

create table azals.covenant_notice (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  covenant_id uuid not null,
  test_on date not null,
  what text not null check (what in ('test-ahead', 'breach-ahead')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, covenant_id, test_on, what),
  foreign key (tenant_id, covenant_id) references azals.covenant (tenant_id, id)
);
call engine.protect('azals.covenant_notice', rights => 'select, insert');

create table azals.collateral (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  loan_id uuid not null,
  kind text not null,
  label text not null,
  given_by text not null,
  amount_minor bigint check (amount_minor > 0),
  currency text,
  rank integer check (rank between 1 and 99),
  from_day date not null,
  to_day date check (to_day >= from_day),
  released_on date check (released_on >= from_day),
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, loan_id) references azals.loan (tenant_id, id),
  check ((amount_minor is null) = (currency is null))
);
create index on azals.collateral (tenant_id, loan_id, id);
call engine.protect('azals.collateral', rights => 'select, insert');
grant update (released_on, version) on azals.collateral to azals_app;

-- Covenants that are looked at daily from the first day on which somebody is told: nothing of what they are.
create table engine.covenant_due (
  tenant_id uuid not null,
  covenant_id uuid not null,
  last_day date not null,
  due_at timestamptz not null,
  primary key (tenant_id, covenant_id)
);
create index on engine.covenant_due (due_at);
grant select on engine.covenant_due to azals_engine;
grant update (due_at) on engine.covenant_due to azals_engine;

create function azals.point_at_covenant() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if tg_op = 'INSERT' then
    insert into engine.covenant_due values (new.tenant_id, new.id, new.test_dates[cardinality(new.test_dates)],
      greatest(now(), new.test_dates[1] - new.warn_days));
  elsif new.ended_on is not null then
    delete from engine.covenant_due where tenant_id = new.tenant_id and covenant_id = new.id;
  end if;
  return null;
end
$point$;
create trigger point_at_covenant after insert or update of ended_on on azals.covenant
  for each row execute function azals.point_at_covenant();
