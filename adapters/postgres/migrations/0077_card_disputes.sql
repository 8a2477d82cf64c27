-- What the company disputes of card payments, and the credits that settle it. A debit has one dispute that is not over.
create table azals.card_dispute (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  payment_id uuid not null,
  movement_id uuid not null,
  reason text not null,
  note text not null,
  expected bigint not null check (expected > 0),
  state text not null default 'open' check (state in ('open', 'credited', 'settled', 'lost', 'withdrawn')),
  opened_by uuid not null,
  opened_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, payment_id) references azals.card_payment (tenant_id, id),
  foreign key (tenant_id, movement_id) references azals.card_movement (tenant_id, id)
);
create unique index card_dispute_live on azals.card_dispute (tenant_id, movement_id) where state in ('open', 'credited');
create index on azals.card_dispute (tenant_id, payment_id);
call engine.protect('azals.card_dispute', rights => 'select, insert, update');

create table azals.card_dispute_credit (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  movement_id uuid not null,
  dispute_id uuid not null,
  primary key (tenant_id, movement_id),
  foreign key (tenant_id, movement_id) references azals.card_movement (tenant_id, id),
  foreign key (tenant_id, dispute_id) references azals.card_dispute (tenant_id, id)
);
create index on azals.card_dispute_credit (tenant_id, dispute_id);
call engine.protect('azals.card_dispute_credit', rights => 'select, insert');
