-- An order in a state that nobody here knows is followed too, once the institution has given it a name.
create or replace function azals.follow_transfer() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $follow$
begin
  if new.state in ('consent_pending', 'accepted', 'upcoming', 'cancelling', 'pending')
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
drop trigger follow_transfer on azals.transfer;
create trigger follow_transfer after insert or update of state, order_reference on azals.transfer
  for each row execute function azals.follow_transfer();
