-- Subscriptions: plans, who pays them by which card, and their charges, each a payment of its own.

create table azals.subscription_plan (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  code text not null,
  label text not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  rhythm jsonb not null,
  payments integer check (payments > 0),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
call engine.protect('azals.subscription_plan', rights => 'select, insert, update');

create table azals.subscription (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  plan_id uuid not null,
  payment_method_id uuid not null,
  initial_payment_id uuid not null,
  label text not null,
  party jsonb,
  start_on date not null,
  state text not null default 'active' check (state in ('active', 'paused', 'past_due', 'ended')),
  ordinal integer not null default 0,
  taken integer not null default 0,
  next_on date,
  look_on date,
  note text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references azals.subscription_plan (tenant_id, id),
  foreign key (tenant_id, payment_method_id) references azals.payment_method (tenant_id, id),
  foreign key (tenant_id, initial_payment_id) references azals.payment (tenant_id, id)
);
create index on azals.subscription (tenant_id, plan_id);
create index on azals.subscription (tenant_id, payment_method_id);
create index on azals.subscription (tenant_id, initial_payment_id);
create index on azals.subscription (tenant_id, state, id desc);
call engine.protect('azals.subscription', rights => 'select, insert, update');

-- One charge for each day of the plan that was charged: never two, whoever comes twice.
create table azals.subscription_charge (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  subscription_id uuid not null,
  ordinal integer not null,
  due_on date not null,
  state text not null check (state in ('open', 'retrying', 'paid', 'unpaid')),
  attempts integer not null,
  payment_id uuid not null,
  retry_on date,
  primary key (tenant_id, subscription_id, ordinal),
  unique (tenant_id, payment_id),
  foreign key (tenant_id, subscription_id) references azals.subscription (tenant_id, id),
  foreign key (tenant_id, payment_id) references azals.payment (tenant_id, id)
);
call engine.protect('azals.subscription_charge', rights => 'select, insert, update');

-- Which subscriptions are to be looked at, and when: nothing of what they are.
create table engine.subscription_due (
  tenant_id uuid not null,
  subscription_id uuid not null,
  due_at timestamptz not null,
  primary key (tenant_id, subscription_id)
);
create index on engine.subscription_due (due_at);
grant select on engine.subscription_due to azals_engine;
grant update (due_at) on engine.subscription_due to azals_engine;

-- In the morning of the day, in France: a day that was never looked at is due at once.
create function azals.point_at_subscription() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.look_on is null then
    delete from engine.subscription_due where tenant_id = new.tenant_id and subscription_id = new.id;
  else
    insert into engine.subscription_due
      values (new.tenant_id, new.id, (new.look_on + time '06:00') at time zone 'Europe/Paris')
      on conflict (tenant_id, subscription_id) do update set due_at =
        case when new.look_on is distinct from old.look_on then excluded.due_at else subscription_due.due_at end;
  end if;
  return null;
end
$point$;
create trigger point_at_subscription after update of look_on on azals.subscription
  for each row execute function azals.point_at_subscription();

-- What became of its payment is a reason to look now.
create function azals.subscription_was_answered() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $answered$
begin
  update engine.subscription_due due set due_at = now()
    from azals.subscription_charge charge
    where charge.tenant_id = new.tenant_id and charge.payment_id = new.id and charge.state = 'open'
      and due.tenant_id = charge.tenant_id and due.subscription_id = charge.subscription_id;
  return null;
end
$answered$;
create trigger subscription_was_answered after update of state on azals.payment
  for each row when (old.state in ('created', 'unknown') and new.state is distinct from old.state)
  execute function azals.subscription_was_answered();
