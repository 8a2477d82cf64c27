-- What several cards may spend together. A payment takes from the budget that its card had when it was decided, for good.
create table azals.card_budget (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  name text not null,
  owner_id uuid,
  spending_limit jsonb not null,
  zone text not null,
  renews boolean not null,
  state text not null default 'active' check (state in ('active', 'archived')),
  started_at timestamptz not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references azals.member (tenant_id, id)
);
create index on azals.card_budget (tenant_id, owner_id);
call engine.protect('azals.card_budget', rights => 'select, insert, update');

alter table azals.card add column budget_id uuid;
alter table azals.card add foreign key (tenant_id, budget_id) references azals.card_budget (tenant_id, id);
create index on azals.card (tenant_id, budget_id) where budget_id is not null;

alter table azals.card_payment add column budget_id uuid;
alter table azals.card_payment add foreign key (tenant_id, budget_id) references azals.card_budget (tenant_id, id);
create index on azals.card_payment (tenant_id, budget_id, decided_at) where budget_id is not null;
