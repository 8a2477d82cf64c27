-- Proven notifications as they came: one row and one index each, so that a provider is answered soon. A worker moves
-- them to azals.notification, where what came twice is counted.
create table engine.notification_inbox (
  seq bigint generated always as identity primary key,
  tenant_id uuid not null,
  connection_id uuid not null,
  notification_id uuid not null,
  provider text not null,
  event_id text not null,
  type text not null,
  resource_id text,
  occurred_at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  body bytea not null
);

-- Keeps one proven notification for the company of the address. 'stale': the address or the connection is not what it
-- was when the proof was checked.
create or replace function engine.receive_notification(hash bytea, connection_version integer, notification_id uuid,
    said_event_id text, said_type text, said_resource_id text, said_at timestamptz, said_body bytea) returns text
  language plpgsql security definer set search_path = azals, engine, pg_temp as $receive$
declare owner engine.notification_owner;
begin
  select * into owner from engine.notification_owner o where o.address_hash = hash;
  if not found then return 'stale'; end if;
  perform set_config('azals.tenant_id', owner.tenant_id::text, true);
  insert into engine.notification_inbox
      (tenant_id, connection_id, notification_id, provider, event_id, type, resource_id, occurred_at, body)
    select c.tenant_id, c.id, receive_notification.notification_id, c.provider, said_event_id, said_type,
      said_resource_id, said_at, said_body
    from azals.notification_address a
    join azals.provider_connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
    where a.tenant_id = owner.tenant_id and a.id = owner.address_id and c.version = connection_version
      and (a.ends_at is null or a.ends_at > clock_timestamp());
  return case when found then 'received' else 'stale' end;
end
$receive$;

-- Moves the oldest of them, at most `most`, each to its own company; answers how many. One that is there already, or
-- twice among them, is one more delivery of the first.
create function engine.unload_notifications(most integer) returns integer
  language plpgsql security definer set search_path = azals, engine, pg_temp as $unload$
declare
  taken engine.notification_inbox[];
  company uuid;
begin
  with oldest as (
    select i.seq from engine.notification_inbox i order by i.seq limit most for update skip locked
  ), gone as (
    delete from engine.notification_inbox i using oldest where i.seq = oldest.seq returning i.*
  ) select array_agg(row(gone.*)::engine.notification_inbox) into taken from gone;
  for company in select distinct t.tenant_id from unnest(taken) t loop
    perform set_config('azals.tenant_id', company::text, true);
    insert into azals.notification as n (tenant_id, id, connection_id, provider, event_id, type, resource_id, origin,
        deliveries, occurred_at, received_at, body)
      select distinct on (t.connection_id, t.event_id) t.tenant_id, t.notification_id, t.connection_id, t.provider,
        t.event_id, t.type, t.resource_id, 'delivered', count(*) over (partition by t.connection_id, t.event_id),
        t.occurred_at, t.received_at, t.body
      from unnest(taken) t where t.tenant_id = company order by t.connection_id, t.event_id, t.seq
      on conflict (tenant_id, connection_id, event_id) do update set deliveries = n.deliveries + excluded.deliveries;
  end loop;
  return coalesce(cardinality(taken), 0);
end
$unload$;

grant execute on function engine.unload_notifications to azals_engine;
