-- What every tenant table gets, the tenants, and the per-tenant chains of audit rows and events.
alter default privileges for role azals_owner revoke execute on routines from public;

-- The head of the two per-tenant chains. Its row lock is taken at COMMIT only, by the deferred triggers below, so
-- that the order of audit rows and events is the order of commits, and nobody waits for a running unit.
create table azals.chain_head (
  tenant_id uuid primary key default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  audit_seq bigint not null default 0,
  audit_hash bytea not null default '\x',
  event_seq bigint not null default 0
);

create table azals.audit (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid not null,
  request_id text not null,
  action text not null check (action in ('insert', 'update', 'delete')),
  entity text not null,
  entity_id text not null,
  before jsonb,
  after jsonb,
  hash bytea not null,
  primary key (tenant_id, seq)
);

-- The bytes that are hashed: SHA-256(previous hash, then this text in UTF-8). Immutable: verification recomputes it.
create function azals.audit_content(a azals.audit) returns text language sql immutable parallel safe
  return jsonb_build_object(
    'tenant', a.tenant_id, 'seq', a.seq, 'at', extract(epoch from a.at)::text, 'actorKind', a.actor_kind,
    'actor', a.actor_id, 'request', a.request_id, 'action', a.action, 'entity', a.entity, 'id', a.entity_id,
    'before', a.before, 'after', a.after)::text;

-- Appends one audit row for a changed row, at COMMIT. Columns named by the trigger's arguments hold secrets or bulk
-- bytes: they are left out.
create function azals.audit_row() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $audit$
declare
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  subject jsonb := coalesce(new_row, old_row);
  head chain_head;
  last audit;
  entry audit;
begin
  if tg_op = 'UPDATE' and old_row = new_row then return null; end if;
  select * into head from chain_head where tenant_id = (subject ->> 'tenant_id')::uuid for update;
  if head is null then raise exception 'no chain head for tenant %', subject ->> 'tenant_id'; end if;
  select * into last from audit where tenant_id = head.tenant_id order by seq desc limit 1;
  if last.seq > head.audit_seq then
    head.audit_seq := last.seq;
    head.audit_hash := last.hash;
  end if;
  entry.tenant_id := head.tenant_id;
  entry.seq := head.audit_seq + 1;
  entry.at := now();
  entry.actor_kind := current_setting('azals.actor_kind');
  entry.actor_id := current_setting('azals.actor_id')::uuid;
  entry.request_id := current_setting('azals.request_id');
  entry.action := lower(tg_op);
  entry.entity := tg_table_name;
  entry.entity_id := coalesce(subject ->> 'id', subject ->> 'tenant_id');
  entry.before := old_row - coalesce(tg_argv, '{}');
  entry.after := new_row - coalesce(tg_argv, '{}');
  entry.hash := sha256(head.audit_hash || convert_to(audit_content(entry), 'UTF8'));
  insert into audit select entry.*;
  return null;
end
$audit$;

-- After the last audit row of a transaction, its number and hash become the head: once, however many rows there are.
-- The head is what shows that rows at the end were taken away.
create function azals.close_chain() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $close$
begin
  if not exists (select from audit where tenant_id = new.tenant_id and seq > new.seq) then
    update chain_head set audit_seq = new.seq, audit_hash = new.hash where tenant_id = new.tenant_id;
  end if;
  return null;
end
$close$;
create constraint trigger close_chain after insert on azals.audit deferrable initially deferred
  for each row execute function azals.close_chain();

-- Makes a table a tenant table: row-level security on and forced, one policy for reading and writing, the rights
-- of `azals_app` (INSERT only becomes possible where the tenant matches), and the audit trigger unless `audited` is
-- false. `hidden` names the columns that the audit leaves out. `rights` is what the application role may do.
create procedure engine.protect(
  target regclass, audited boolean default true, hidden text[] default '{}',
  rights text default 'select, insert, update, delete'
) language plpgsql as $protect$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_isolation on %s
    using (tenant_id = nullif(current_setting(''azals.tenant_id'', true), '''')::uuid)
    with check (tenant_id = nullif(current_setting(''azals.tenant_id'', true), '''')::uuid)', target);
  execute format('revoke all on %s from public', target);
  execute format('grant %s on %s to azals_app', rights, target);
  if audited then
    execute format('create constraint trigger audit_row after insert or update or delete on %s
      deferrable initially deferred for each row execute function azals.audit_row(%s)',
      target, (select coalesce(string_agg(quote_literal(h), ', '), '') from unnest(hidden) h));
  end if;
end
$protect$;

grant execute on function azals.audit_content to azals_app;

call engine.protect('azals.chain_head', audited => false, rights => 'select');
call engine.protect('azals.audit', audited => false, rights => 'select');

create table azals.tenant (
  tenant_id uuid primary key default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  name text not null,
  siren text,
  status text not null default 'active' check (status in ('active', 'suspended')),
  language text not null default 'fr' check (language in ('fr', 'en')),
  currency text not null default 'EUR',
  cors_origins text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now()
);
call engine.protect('azals.tenant', rights => 'select, insert, update');

-- Which origins some tenant allows: a CORS preflight carries no credential. The answer to the request itself is
-- allowed by its own tenant's list only.
create table engine.cors_origin (
  origin text not null,
  tenant_id uuid not null,
  primary key (origin, tenant_id)
);

create function azals.tenant_changed() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $changed$
begin
  if tg_op = 'INSERT' then insert into azals.chain_head (tenant_id) values (new.tenant_id); end if;
  delete from engine.cors_origin where tenant_id = new.tenant_id;
  insert into engine.cors_origin select distinct o, new.tenant_id from unnest(new.cors_origins) o;
  return null;
end
$changed$;
create trigger tenant_changed after insert or update on azals.tenant
  for each row execute function azals.tenant_changed();

-- Events of the business, written in the unit of work; `seq` is given at COMMIT, in the order of commits.
create table azals.outbox (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  seq bigint,
  type text not null,
  entity_id text not null,
  payload jsonb not null,
  request_id text not null default current_setting('azals.request_id'),
  trace_parent text,
  at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, seq)
);
call engine.protect('azals.outbox', audited => false, rights => 'select, insert');

-- What the relay drains: no business data, only which tenant has which event.
create table engine.outbox_pointer (
  position bigint generated always as identity primary key,
  tenant_id uuid not null,
  event_id uuid not null
);
grant select, delete on engine.outbox_pointer to azals_engine;

create function azals.seal_event() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $seal$
declare next_seq bigint;
begin
  select event_seq into next_seq from chain_head where tenant_id = new.tenant_id for update;
  next_seq := 1 + greatest(next_seq,
    (select o.seq from outbox o where o.tenant_id = new.tenant_id and o.seq is not null order by o.seq desc limit 1));
  update outbox set seq = next_seq where tenant_id = new.tenant_id and id = new.id;
  if not exists (select from outbox where tenant_id = new.tenant_id and seq is null) then
    update chain_head set event_seq = next_seq where tenant_id = new.tenant_id;
  end if;
  insert into engine.outbox_pointer (tenant_id, event_id) values (new.tenant_id, new.id);
  return null;
end
$seal$;
create constraint trigger seal_event after insert on azals.outbox deferrable initially deferred
  for each row execute function azals.seal_event();

-- The first answer to a write, kept to be replayed.
create table azals.idempotency (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  route text not null,
  key text not null,
  body_hash bytea not null,
  status smallint,
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, route, key)
);
call engine.protect('azals.idempotency', audited => false);
create index on azals.idempotency (tenant_id, created_at);
