-- Transfers that the company makes, from before they are sent until they are booked or returned.
create table azals.transfer (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  provider_account_id uuid not null,
  connection_id uuid not null,
  payee jsonb not null,
  route text not null check (route in ('sepa', 'internal')),
  speed text not null check (speed in ('regular', 'instant', 'instant-or-regular')),
  execution_date date,
  amount bigint not null check (amount > 0),
  currency text not null,
  label text not null,
  end_to_end_reference text not null,
  document_ref text,
  party jsonb,
  consent_return_url text not null,
  state text not null default 'checking' check (state in ('checking', 'to_confirm', 'created', 'unknown',
    'consent_pending', 'accepted', 'upcoming', 'cancelling', 'pending', 'booked', 'returned', 'rejected', 'cancelled')),
  payee_check jsonb,
  payee_check_token text,
  consent jsonb,
  consent_reference text,
  reason jsonb,
  intent_id uuid,
  order_reference text,
  movement_reference text,
  return_reference text,
  executed_as text check (executed_as in ('regular', 'instant', 'internal')),
  booked_on date,
  returned_on date,
  entry_id uuid,
  reversal_entry_id uuid,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, order_reference),
  unique (tenant_id, connection_id, movement_reference),
  foreign key (tenant_id, provider_account_id) references azals.provider_account (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  foreign key (tenant_id, intent_id) references azals.provider_intent (tenant_id, id),
  foreign key (tenant_id, entry_id) references azals.journal_entry (tenant_id, id),
  foreign key (tenant_id, reversal_entry_id) references azals.journal_entry (tenant_id, id),
  check (state in ('checking', 'to_confirm', 'rejected', 'cancelled') or intent_id is not null),
  check (state not in ('booked', 'returned') or booked_on is not null)
);
create index on azals.transfer (tenant_id, state, id desc);
create index on azals.transfer (tenant_id, provider_account_id, id desc);
create index on azals.transfer (tenant_id, connection_id, consent_reference) where consent_reference is not null;
create index on azals.transfer (tenant_id, intent_id);
create index on azals.transfer (tenant_id, entry_id);
create index on azals.transfer (tenant_id, reversal_entry_id);
call engine.protect('azals.transfer', rights => 'select, insert, update', hidden => array['payee_check_token']);

-- Transfers whose end the institution decides, and when each is to be read again: nothing of what they say.
create table engine.transfer_due (
  tenant_id uuid not null,
  transfer_id uuid not null,
  readings integer not null default 0,
  due_at timestamptz not null,
  primary key (tenant_id, transfer_id)
);
create index on engine.transfer_due (due_at);
grant select on engine.transfer_due to azals_engine;
grant update (due_at, readings) on engine.transfer_due to azals_engine;

create function azals.follow_transfer() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $follow$
begin
  if new.state in ('consent_pending', 'accepted', 'upcoming', 'cancelling', 'pending') then
    insert into engine.transfer_due (tenant_id, transfer_id, due_at)
      values (new.tenant_id, new.id, now() + interval '5 seconds')
      on conflict (tenant_id, transfer_id) do update set readings = 0, due_at = excluded.due_at;
  else
    delete from engine.transfer_due where tenant_id = new.tenant_id and transfer_id = new.id;
  end if;
  return null;
end
$follow$;
create trigger follow_transfer after insert or update of state on azals.transfer
  for each row execute function azals.follow_transfer();
