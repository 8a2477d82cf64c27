-- Every invoice and advance that a financer may still change, and when they are read again there.
create table engine.financing_pointer (
  tenant_id uuid not null,
  item_id uuid not null,
  connection_id uuid not null,
  due_at timestamptz not null,
  primary key (tenant_id, item_id)
);
create index on engine.financing_pointer (due_at);
create index on engine.financing_pointer (tenant_id, connection_id);
grant select on engine.financing_pointer to azals_engine;
grant update (due_at) on engine.financing_pointer to azals_engine;

create function azals.point_at_financing() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
declare
  at_connection uuid;
begin
  if new.state in ('declined', 'withdrawn', 'paid', 'refused', 'repaid', 'cancelled') then
    delete from engine.financing_pointer where tenant_id = new.tenant_id and item_id = new.id;
    return null;
  end if;
  if tg_table_name = 'advance' then
    select i.connection_id into at_connection from azals.financed_invoice i
      where i.tenant_id = new.tenant_id and i.id = new.financed_invoice_id;
  else
    at_connection := new.connection_id;
  end if;
  insert into engine.financing_pointer values (new.tenant_id, new.id, at_connection, now() + interval '1 hour')
    on conflict do nothing;
  return null;
end
$point$;
create trigger point_at_financing after insert or update of state on azals.financed_invoice
  for each row execute function azals.point_at_financing();
create trigger point_at_financing after insert or update of state on azals.advance
  for each row execute function azals.point_at_financing();

insert into engine.financing_pointer
  select tenant_id, id, connection_id, now() from azals.financed_invoice
  where state not in ('declined', 'withdrawn', 'paid', 'refused');
insert into engine.financing_pointer
  select a.tenant_id, a.id, i.connection_id, now() from azals.advance a
  join azals.financed_invoice i on i.tenant_id = a.tenant_id and i.id = a.financed_invoice_id
  where a.state not in ('declined', 'refused', 'repaid', 'cancelled');
