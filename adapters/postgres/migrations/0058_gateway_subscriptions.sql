-- Subscriptions that gateways keep and charge by themselves: what they take is recorded as payments.
create table azals.gateway_subscription (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  reference text not null,
  label text not null,
  party jsonb,
  state text not null default 'followed' check (state in ('followed', 'left')),
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, reference),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id)
);
call engine.protect('azals.gateway_subscription', rights => 'select, insert, update');

-- A sale that the gateway made by itself has no intent either.
alter table azals.payment_operation drop constraint payment_operation_elsewhere;
alter table azals.payment_operation add constraint payment_operation_elsewhere
  check (intent_id is not null or kind in ('sale', 'capture', 'void', 'refund'));

create table engine.gateway_subscription_due (
  tenant_id uuid not null,
  gateway_subscription_id uuid not null,
  due_at timestamptz not null,
  primary key (tenant_id, gateway_subscription_id)
);
create index on engine.gateway_subscription_due (due_at);
grant select on engine.gateway_subscription_due to azals_engine;
grant update (due_at) on engine.gateway_subscription_due to azals_engine;

create function azals.point_at_gateway_subscription() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.state = 'followed' then
    insert into engine.gateway_subscription_due values (new.tenant_id, new.id, now())
      on conflict (tenant_id, gateway_subscription_id) do nothing;
  else
    delete from engine.gateway_subscription_due
      where tenant_id = new.tenant_id and gateway_subscription_id = new.id;
  end if;
  return null;
end
$point$;
create trigger point_at_gateway_subscription after insert or update of state on azals.gateway_subscription
  for each row execute function azals.point_at_gateway_subscription();
