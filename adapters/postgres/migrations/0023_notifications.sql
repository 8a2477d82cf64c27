-- What finance providers notify: addresses, kept notifications, and the newest version of each resource that was applied.

-- Where a provider delivers. The address itself is shown once; a rotated one goes on until `ends_at`.
create table azals.notification_address (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  address_hash bytea not null,
  created_at timestamptz not null default now(),
  ends_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, address_hash),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id)
);
create index on azals.notification_address (tenant_id, connection_id);
call engine.protect('azals.notification_address', hidden => array['address_hash'], rights => 'select, insert, update');

create table azals.notification (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  connection_id uuid not null,
  provider text not null,
  event_id text not null,
  type text not null,
  resource_id text,
  origin text not null check (origin in ('delivered', 'gap-scan')),
  state text not null default 'received' check (state in ('received', 'retrying', 'processed', 'ignored', 'dead')),
  deliveries integer not null default 1,
  attempts integer not null default 0,
  note jsonb,
  body bytea,
  occurred_at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  next_attempt_at timestamptz default now(),
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, event_id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  check ((state in ('received', 'retrying')) = (next_attempt_at is not null)),
  check ((state in ('processed', 'ignored', 'dead')) = (ended_at is not null))
);
create index on azals.notification (tenant_id, connection_id, next_attempt_at) where next_attempt_at is not null;
create index on azals.notification (tenant_id, state, id desc);
create index on azals.notification (tenant_id, received_at);
call engine.protect('azals.notification', audited => false, rights => 'select, insert, update');

-- A person's decision to have one worked at again is audited; deliveries and attempts are not.
create constraint trigger audit_row after update of state on azals.notification
  deferrable initially deferred for each row
  when (new.state = 'received' and old.state in ('processed', 'ignored', 'dead'))
  execute function azals.audit_row('body');

-- The newest version of each resource of a provider that was applied: an older one is not applied after it.
create table azals.resource_mark (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  connection_id uuid not null,
  kind text not null,
  reference text not null,
  as_of numeric not null,
  primary key (tenant_id, connection_id, kind, reference),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id)
);
call engine.protect('azals.resource_mark', audited => false, rights => 'select, insert, update');

-- How far the search for notifications that never came has got.
create table azals.notification_scan (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  connection_id uuid not null,
  scanned_until timestamptz not null,
  primary key (tenant_id, connection_id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id)
);
call engine.protect('azals.notification_scan', audited => false, rights => 'select, insert, update');

-- Which company an address belongs to: kept by a trigger, readable through the two functions below only.
create table engine.notification_owner (
  address_hash bytea primary key,
  tenant_id uuid not null,
  address_id uuid not null,
  connection_id uuid not null
);
create table engine.notification_scan_due (
  tenant_id uuid not null,
  connection_id uuid not null,
  due_at timestamptz not null default now(),
  primary key (tenant_id, connection_id)
);
create index on engine.notification_scan_due (due_at);
grant select on engine.notification_scan_due to azals_engine;
grant update (due_at) on engine.notification_scan_due to azals_engine;

create function azals.own_address() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $own$
begin
  insert into engine.notification_owner values (new.address_hash, new.tenant_id, new.id, new.connection_id);
  insert into engine.notification_scan_due (tenant_id, connection_id) values (new.tenant_id, new.connection_id)
    on conflict do nothing;
  return null;
end
$own$;
create trigger own_address after insert on azals.notification_address
  for each row execute function azals.own_address();

-- Every notification that waits for a worker, and nothing of what it says.
create table engine.notification_pointer (
  tenant_id uuid not null,
  notification_id uuid not null,
  connection_id uuid not null,
  available_at timestamptz not null,
  primary key (tenant_id, notification_id)
);
create index on engine.notification_pointer (tenant_id, connection_id, available_at);
grant select on engine.notification_pointer to azals_engine;

create function azals.point_at_notification() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.next_attempt_at is null then
    delete from engine.notification_pointer where tenant_id = new.tenant_id and notification_id = new.id;
  else
    insert into engine.notification_pointer
      values (new.tenant_id, new.id, new.connection_id, new.next_attempt_at)
      on conflict (tenant_id, notification_id) do update set available_at = excluded.available_at;
  end if;
  return null;
end
$point$;
create trigger point_at_notification after insert or update of next_attempt_at on azals.notification
  for each row execute function azals.point_at_notification();

-- The company and connection of an address in use. No row: unknown, or ended.
create function engine.admit_notification(hash bytea) returns table (tenant_id uuid, connection_id uuid, provider text)
  language plpgsql security definer set search_path = azals, engine, pg_temp as $admit$
declare owner engine.notification_owner;
begin
  select * into owner from engine.notification_owner o where o.address_hash = hash;
  if not found then return; end if;
  perform set_config('azals.tenant_id', owner.tenant_id::text, true);
  return query select c.tenant_id, c.id, c.provider from azals.notification_address a
    join azals.provider_connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
    where a.tenant_id = owner.tenant_id and a.id = owner.address_id
      and (a.ends_at is null or a.ends_at > clock_timestamp());
end
$admit$;

-- Keeps one proven notification for the company of the address. 'stale': the address or the connection is not what it
-- was when the proof was checked. 'repeated': the provider delivered this event before.
create function engine.receive_notification(hash bytea, connection_version integer, notification_id uuid,
    said_event_id text, said_type text, said_resource_id text, said_at timestamptz, said_body bytea) returns text
  language plpgsql security definer set search_path = azals, engine, pg_temp as $receive$
declare
  owner engine.notification_owner;
  kept_deliveries integer;
begin
  select * into owner from engine.notification_owner o where o.address_hash = hash;
  if not found then return 'stale'; end if;
  perform set_config('azals.tenant_id', owner.tenant_id::text, true);
  insert into azals.notification as n
      (tenant_id, id, connection_id, provider, event_id, type, resource_id, origin, occurred_at, body)
    select c.tenant_id, notification_id, c.id, c.provider, said_event_id, said_type, said_resource_id, 'delivered',
      said_at, said_body
    from azals.notification_address a
    join azals.provider_connection c on c.tenant_id = a.tenant_id and c.id = a.connection_id
    where a.tenant_id = owner.tenant_id and a.id = owner.address_id and c.version = connection_version
      and (a.ends_at is null or a.ends_at > clock_timestamp())
    on conflict (tenant_id, connection_id, event_id) do update set deliveries = n.deliveries + 1
    returning n.deliveries into kept_deliveries;
  if kept_deliveries is null then return 'stale'; end if;
  return case when kept_deliveries = 1 then 'received' else 'repeated' end;
end
$receive$;

grant execute on function engine.admit_notification, engine.receive_notification to azals_gate;
