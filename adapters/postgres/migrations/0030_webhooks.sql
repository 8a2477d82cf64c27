-- Webhooks out: who is told of which events, what was sent, and the lines in which companies and webhooks wait.

create table azals.webhook_subscription (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  address text not null,
  description text not null,
  topics text[] not null,
  disabled_reason text check (disabled_reason in ('by-hand', 'gone', 'failing')),
  overlap_ends_at timestamptz,
  since_seq bigint not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id)
);
call engine.protect('azals.webhook_subscription', rights => 'select, insert, update');

-- How the receiver has been doing: not what a person decides, so neither audited nor versioned.
create table azals.webhook_health (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  subscription_id uuid not null,
  failures integer not null default 0,
  failing_since timestamptz,
  slow boolean not null default false,
  rests_until timestamptz,
  primary key (tenant_id, subscription_id),
  foreign key (tenant_id, subscription_id) references azals.webhook_subscription (tenant_id, id)
);
call engine.protect('azals.webhook_health', audited => false, rights => 'select, insert, update');

create table azals.webhook_delivery (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  subscription_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  event_seq bigint,
  state text not null default 'waiting' check (state in ('waiting', 'retrying', 'delivered', 'dead')),
  attempts integer not null default 0,
  last_status integer,
  last_error text,
  next_attempt_at timestamptz default now(),
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, subscription_id, event_id),
  foreign key (tenant_id, subscription_id) references azals.webhook_subscription (tenant_id, id),
  check ((state in ('waiting', 'retrying')) = (next_attempt_at is not null)),
  check ((state in ('delivered', 'dead')) = (ended_at is not null))
);
create index on azals.webhook_delivery (tenant_id, subscription_id, next_attempt_at) where next_attempt_at is not null;
create index on azals.webhook_delivery (tenant_id, subscription_id, id desc);
create index on azals.webhook_delivery (tenant_id, ended_at) where ended_at is not null;
call engine.protect('azals.webhook_delivery', audited => false, rights => 'select, insert, update');

-- A person's decision to send one again is audited; deliveries and attempts are not.
create constraint trigger audit_row after update of state on azals.webhook_delivery
  deferrable initially deferred for each row
  when (new.state = 'waiting' and old.state in ('delivered', 'dead'))
  execute function azals.audit_row();

create table azals.webhook_attempt (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  delivery_id uuid not null,
  at timestamptz not null,
  duration_ms integer not null,
  status integer,
  error text,
  response text,
  body_hash text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, delivery_id) references azals.webhook_delivery (tenant_id, id) on delete cascade
);
create index on azals.webhook_attempt (tenant_id, delivery_id, id desc);
call engine.protect('azals.webhook_attempt', audited => false, rights => 'select, insert');

-- How far the company's events have been looked at for its webhooks.
create table azals.webhook_cursor (
  tenant_id uuid primary key default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  seq bigint not null
);
call engine.protect('azals.webhook_cursor', audited => false, rights => 'select, insert, update');

-- Companies that have had a webhook: how far their events go, and how far they were looked at.
create table engine.webhook_fan_out (
  tenant_id uuid primary key,
  event_seq bigint not null,
  seen_seq bigint not null
);
create index on engine.webhook_fan_out (tenant_id) where event_seq > seen_seq;
grant select on engine.webhook_fan_out to azals_engine;

-- Every webhook: when it has something to deliver, and who has its turn.
create table engine.webhook_pointer (
  tenant_id uuid not null,
  subscription_id uuid not null,
  available_at timestamptz,
  struggling boolean not null default false,
  turn uuid,
  turn_ends_at timestamptz,
  primary key (tenant_id, subscription_id)
);
create index on engine.webhook_pointer (available_at) where available_at is not null;
create index on engine.webhook_pointer (tenant_id) where turn is not null;
grant select, update (turn, turn_ends_at) on engine.webhook_pointer to azals_engine;

create function azals.open_webhook() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $open$
begin
  insert into azals.webhook_cursor (tenant_id, seq) values (new.tenant_id, new.since_seq) on conflict do nothing;
  insert into engine.webhook_fan_out (tenant_id, event_seq, seen_seq)
    values (new.tenant_id, new.since_seq, new.since_seq) on conflict do nothing;
  insert into engine.webhook_pointer (tenant_id, subscription_id) values (new.tenant_id, new.id);
  insert into azals.webhook_health (tenant_id, subscription_id) values (new.tenant_id, new.id);
  return null;
end
$open$;
create trigger open_webhook after insert on azals.webhook_subscription
  for each row execute function azals.open_webhook();

-- The head moves once a transaction, under its lock: whoever sees the number here sees every event up to it.
create function azals.note_events() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $note$
begin
  update engine.webhook_fan_out set event_seq = new.event_seq where tenant_id = new.tenant_id;
  return null;
end
$note$;
create trigger note_events after update of event_seq on azals.chain_head
  for each row when (new.event_seq > old.event_seq) execute function azals.note_events();

create function azals.note_fan_out() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $note$
begin
  update engine.webhook_fan_out set seen_seq = new.seq where tenant_id = new.tenant_id;
  return null;
end
$note$;
create trigger note_fan_out after update of seq on azals.webhook_cursor
  for each row execute function azals.note_fan_out();

-- Whether a webhook with these topics is told of events of this type.
create function azals.follows(topics text[], type text) returns boolean language sql immutable parallel safe
  return exists (select from unnest(topics) topic where type = topic or starts_with(type, topic || '.'));
grant execute on function azals.follows to azals_app;

-- Says when the webhook is to be looked at next, and gives back the turn when it is still `done`. The row is locked
-- before anything is read, so that whoever adds a delivery meanwhile comes after, and is not overlooked.
create function azals.point_at_webhook(webhook uuid, done uuid default null) returns void language plpgsql
  security definer set search_path = azals, engine, pg_temp as $point$
declare
  acting uuid := nullif(current_setting('azals.tenant_id', true), '')::uuid;
  health webhook_health;
  next timestamptz;
begin
  perform from webhook_pointer where tenant_id = acting and subscription_id = webhook for update;
  select * into health from webhook_health where tenant_id = acting and subscription_id = webhook;
  select min(d.next_attempt_at) into next from webhook_delivery d
    join webhook_subscription s on s.tenant_id = d.tenant_id and s.id = d.subscription_id
    where d.tenant_id = acting and d.subscription_id = webhook and d.next_attempt_at is not null
      and s.disabled_reason is null and s.removed_at is null;
  update webhook_pointer set
    available_at = case when next is not null then greatest(next, health.rests_until) end,
    struggling = health.failures > 0 or health.slow,
    turn = nullif(turn, done),
    turn_ends_at = case when turn is distinct from done then turn_ends_at end
    where tenant_id = acting and subscription_id = webhook;
end
$point$;
grant execute on function azals.point_at_webhook to azals_app;

-- Forgets at most `batch` deliveries of the acting company that ended before `kept`, or whose webhook was removed then,
-- with their attempts; never on the day itself. The application role cannot delete one otherwise.
create function azals.forget_deliveries(kept interval, batch integer) returns integer language plpgsql
  security definer set search_path = azals, pg_temp as $forget$
declare
  acting uuid := nullif(current_setting('azals.tenant_id', true), '')::uuid;
  before timestamptz := now() - greatest(kept, interval '1 day');
  gone integer;
begin
  delete from webhook_delivery where tenant_id = acting and id in (
    (select id from webhook_delivery where tenant_id = acting and ended_at < before
      order by ended_at limit batch)
    union
    (select d.id from webhook_delivery d
      join webhook_subscription s on s.tenant_id = d.tenant_id and s.id = d.subscription_id
      where d.tenant_id = acting and s.removed_at < before limit batch)
    limit batch);
  get diagnostics gone = row_count;
  return gone;
end
$forget$;
grant execute on function azals.forget_deliveries to azals_app;
