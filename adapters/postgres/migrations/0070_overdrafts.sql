-- Overdrafts that banks grant on the company's accounts, what was booked of them, and the thresholds of usury.
create table azals.overdraft (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  bank_account_id uuid not null,
  limit_minor bigint not null check (limit_minor > 0),
  currency text not null,
  yearly_rate text not null,
  beyond_rate text,
  day_count text not null,
  from_day date not null,
  terminated_on date check (terminated_on >= from_day),
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references azals.bank_account (tenant_id, id),
  -- an account has one overdraft on a day
  exclude using gist (tenant_id with =, bank_account_id with =, daterange(from_day, terminated_on, '[]') with &&)
);
call engine.protect('azals.overdraft', rights => 'select, insert');
grant update (terminated_on, version) on azals.overdraft to azals_app;

create table azals.overdraft_booking (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  overdraft_id uuid not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  booked_on date not null,
  interest_minor bigint not null,
  charges_minor bigint not null,
  currency text not null,
  effective_rate numeric,
  reverses uuid,
  entry_id uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, reverses),
  foreign key (tenant_id, overdraft_id) references azals.overdraft (tenant_id, id),
  foreign key (tenant_id, reverses) references azals.overdraft_booking (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id)
);
create index on azals.overdraft_booking (tenant_id, overdraft_id, id);
call engine.protect('azals.overdraft_booking', rights => 'select, insert');

create table azals.usury_threshold (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  quarter text not null,
  rate text not null,
  source text not null check (length(source) between 1 and 200),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, quarter)
);
call engine.protect('azals.usury_threshold', rights => 'select, insert');
grant update (rate, source, version) on azals.usury_threshold to azals_app;
