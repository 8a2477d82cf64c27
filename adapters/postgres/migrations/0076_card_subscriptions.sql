-- Cards that pay one subscription, what it is expected to take, and the payments that took more, each told of once.
create table azals.card_subscription (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  card_id uuid not null,
  merchant_name text not null,
  merchant_id text,
  amount bigint not null check (amount > 0),
  every text not null check (every in ('week', 'month', 'quarter', 'year')),
  first_on date not null,
  grace_days integer not null check (grace_days between 0 and 15),
  state text not null default 'running' check (state in ('running', 'ended')),
  primary key (tenant_id, card_id),
  foreign key (tenant_id, card_id) references azals.card (tenant_id, id)
);
call engine.protect('azals.card_subscription', rights => 'select, insert, update');

create table azals.card_price_rise (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  payment_id uuid not null,
  card_id uuid not null,
  expected bigint not null,
  noticed_at timestamptz not null default now(),
  primary key (tenant_id, payment_id),
  foreign key (tenant_id, payment_id) references azals.card_payment (tenant_id, id),
  foreign key (tenant_id, card_id) references azals.card_subscription (tenant_id, card_id)
);
create index on azals.card_price_rise (tenant_id, card_id, payment_id desc);
call engine.protect('azals.card_price_rise', rights => 'select, insert');
