-- Whose address it is, with the version of the connection: who remembers the connection of that version need not open it
-- again.
drop function engine.admit_notification(bytea);
create function engine.admit_notification(hash bytea)
  returns table (tenant_id uuid, connection_id uuid, connection_version integer, provider text)
  language plpgsql security definer set search_path = azals, engine, pg_temp as $admit$
declare owner engine.notification_owner;
begin
  select * into owner from engine.notification_owner o where o.address_hash = hash;
  if not found then return; end if;
  perform set_config('azals.tenant_id', owner.tenant_id::text, true);
  return query select c.tenant_id, c.id, c.version, c.provider from azals.notification_address a
    join azals.provider_connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
    where a.tenant_id = owner.tenant_id and a.id = owner.address_id
      and (a.ends_at is null or a.ends_at > clock_timestamp());
end
$admit$;
grant execute on function engine.admit_notification to azals_gate;
