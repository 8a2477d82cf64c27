-- What happened to a loan, and what of it is in the books.
create table azals.loan_movement (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  loan_id uuid not null,
  kind text not null check (kind in ('disbursement', 'instalment', 'repayment', 'accrual')),
  moved_on date not null,
  due_on date,
  principal_minor bigint not null,
  interest_minor bigint not null,
  currency text not null,
  reverses uuid,
  posting text not null check (posting in ('waiting', 'posted', 'none')),
  obstacle text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, reverses),
  foreign key (tenant_id, loan_id) references azals.loan (tenant_id, id),
  foreign key (tenant_id, reverses) references azals.loan_movement (tenant_id, id)
);
create index on azals.loan_movement (tenant_id, loan_id, id);
create unique index on azals.loan_movement (tenant_id, loan_id) where kind = 'disbursement';
call engine.protect('azals.loan_movement', rights => 'select, insert');
grant update (posting, obstacle) on azals.loan_movement to azals_app;
