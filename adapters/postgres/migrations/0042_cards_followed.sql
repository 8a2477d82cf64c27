-- What binds an authorisation to its debits at the issuer, and cards whose next step the issuer decides.
alter table azals.card_payment add column order_reference text;
create index on azals.card_payment (tenant_id, connection_id, order_reference);
create index on azals.card_movement (tenant_id, reference);
create index on azals.provider_transaction (tenant_id, provider_account_id, (content ->> 'originReference'))
  where content ? 'card';
create index on azals.card (tenant_id, connection_id, (consent ->> 'reference'));

-- Which cards are to be read again, and when: nothing of what they are.
create table engine.card_due (
  tenant_id uuid not null,
  card_id uuid not null,
  readings integer not null default 0,
  due_at timestamptz not null,
  primary key (tenant_id, card_id)
);
create index on engine.card_due (due_at);
grant select on engine.card_due to azals_engine;
grant update (due_at, readings) on engine.card_due to azals_engine;

create function azals.follow_card() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $follow$
begin
  if new.reference is not null
      and (new.state in ('consent_pending', 'processing', 'cancelling')
        or (new.consent is not null and new.state in ('active', 'frozen'))) then
    insert into engine.card_due (tenant_id, card_id, due_at)
      values (new.tenant_id, new.id, now() + interval '5 seconds')
      on conflict (tenant_id, card_id) do update set readings = 0, due_at = excluded.due_at;
  else
    delete from engine.card_due where tenant_id = new.tenant_id and card_id = new.id;
  end if;
  return null;
end
$follow$;
create trigger follow_card after insert or update of state, consent on azals.card
  for each row execute function azals.follow_card();
