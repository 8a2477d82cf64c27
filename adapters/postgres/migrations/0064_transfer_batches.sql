-- Several transfers that one consent stands for. The order at the institution is the batch's: its lines have none of
-- their own, so that of transfers made alone each keeps the only one of its order.
create table azals.transfer_batch (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  business_key text not null,
  asked_digest bytea not null,
  provider_account_id uuid not null,
  connection_id uuid not null,
  consent_return_url text not null,
  state text not null default 'checking' check (state in ('checking', 'created', 'unknown', 'consent_pending',
    'cancelling', 'accepted', 'rejected', 'cancelled')),
  count integer not null check (count > 0),
  total bigint not null check (total > 0),
  currency text not null,
  consent jsonb,
  consent_reference text,
  reason jsonb,
  intent_id uuid,
  order_reference text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, business_key),
  unique (tenant_id, connection_id, order_reference),
  foreign key (tenant_id, provider_account_id) references azals.provider_account (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, intent_id) references azals.provider_intent (tenant_id, id),
  check (state in ('checking', 'rejected', 'cancelled') or intent_id is not null)
);
create index on azals.transfer_batch (tenant_id, state, id desc);
create index on azals.transfer_batch (tenant_id, provider_account_id, id desc);
create index on azals.transfer_batch (tenant_id, connection_id, consent_reference) where consent_reference is not null;
create index on azals.transfer_batch (tenant_id, intent_id);
call engine.protect('azals.transfer_batch', rights => 'select, insert, update', hidden => array['asked_digest']);

alter table azals.transfer
  drop constraint transfer_state_check,
  add constraint transfer_state_check check (state in ('checking', 'to_confirm', 'checked', 'created', 'unknown',
    'consent_pending', 'accepted', 'upcoming', 'cancelling', 'pending', 'booked', 'returned', 'rejected', 'cancelled')),
  drop constraint transfer_check,
  add constraint transfer_check check (state in ('checking', 'to_confirm', 'checked', 'rejected', 'cancelled')
    or intent_id is not null),
  add column batch_id uuid,
  add column batch_line integer,
  add foreign key (tenant_id, batch_id) references azals.transfer_batch (tenant_id, id),
  add unique (tenant_id, batch_id, batch_line),
  add unique (tenant_id, batch_id, end_to_end_reference),
  add constraint transfer_is_line check ((batch_id is null) = (batch_line is null)),
  add constraint transfer_order_is_of_batch check (batch_id is null or order_reference is null),
  add constraint transfer_waits_for_batch check (state <> 'checked' or batch_id is not null);

-- Batches of which the institution decides still, and when each is to be read again: nothing of what they say.
create table engine.transfer_batch_due (
  tenant_id uuid not null,
  batch_id uuid not null,
  readings integer not null default 0,
  due_at timestamptz not null,
  primary key (tenant_id, batch_id)
);
create index on engine.transfer_batch_due (due_at);
grant select on engine.transfer_batch_due to azals_engine;
grant update (due_at, readings) on engine.transfer_batch_due to azals_engine;

create function azals.batch_moves(tenant uuid, batch uuid) returns boolean language sql stable
  set search_path = azals, pg_temp as $moves$
  select exists (select 1 from azals.transfer t where t.tenant_id = tenant and t.batch_id = batch
    and t.state in ('checking', 'to_confirm', 'checked', 'created', 'unknown', 'consent_pending', 'accepted', 'upcoming',
      'cancelling', 'pending'))
$moves$;

create function azals.follow_batch() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $follow$
begin
  if (new.state in ('consent_pending', 'cancelling', 'accepted')
      or (new.state = 'unknown' and new.order_reference is not null)) and batch_moves(new.tenant_id, new.id) then
    insert into engine.transfer_batch_due (tenant_id, batch_id, due_at)
      values (new.tenant_id, new.id, now() + interval '5 seconds')
      on conflict (tenant_id, batch_id) do update set readings = 0, due_at = excluded.due_at;
  else
    delete from engine.transfer_batch_due where tenant_id = new.tenant_id and batch_id = new.id;
  end if;
  return null;
end
$follow$;
create trigger follow_batch after insert or update of state, order_reference on azals.transfer_batch
  for each row execute function azals.follow_batch();

-- A line is followed with its batch: when none of its lines is under way any more, nothing is.
create or replace function azals.follow_transfer() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $follow$
begin
  if new.batch_id is not null then
    if not batch_moves(new.tenant_id, new.batch_id) then
      delete from engine.transfer_batch_due where tenant_id = new.tenant_id and batch_id = new.batch_id;
    end if;
  elsif new.state in ('consent_pending', 'accepted', 'upcoming', 'cancelling', 'pending')
      or (new.state = 'unknown' and new.order_reference is not null) then
    insert into engine.transfer_due (tenant_id, transfer_id, due_at)
      values (new.tenant_id, new.id, now() + interval '5 seconds')
      on conflict (tenant_id, transfer_id) do update set readings = 0, due_at = excluded.due_at;
  else
    delete from engine.transfer_due where tenant_id = new.tenant_id and transfer_id = new.id;
  end if;
  return null;
end
$follow$;
