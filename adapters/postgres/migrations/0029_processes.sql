-- Durable processes of the companies, their steps and history, and the line in which due ones wait.

create table azals.process (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  definition text not null,
  definition_version integer not null,
  business_key text not null,
  label text not null,
  amount_minor bigint,
  currency text,
  input jsonb not null,
  request_hash bytea not null,
  state text not null
    check (state in ('pending', 'running', 'waiting', 'completed', 'compensating', 'compensated', 'failed')),
  cancelling boolean not null default false,
  troubled boolean not null default false,
  awaits text,
  wake_at timestamptz default now(),
  started_by uuid not null default current_setting('azals.actor_id')::uuid,
  started_at timestamptz not null default now(),
  moved_at timestamptz not null default now(),
  ended_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  check ((amount_minor is null) = (currency is null)),
  check ((state in ('completed', 'compensated')) = (ended_at is not null))
);
-- Of one business operation there is one process that was not undone.
create unique index on azals.process (tenant_id, definition, business_key) where state <> 'compensated';
create index on azals.process (tenant_id, state, id desc);
create index on azals.process (tenant_id, wake_at) where wake_at is not null;
create index on azals.process (tenant_id, awaits) where awaits is not null;
call engine.protect('azals.process', audited => false, rights => 'select, insert, update');

-- What people and steps decide is audited; looking again is not. What a process was given may hold a one-time token.
create constraint trigger audit_row after insert or update of state, cancelling on azals.process
  deferrable initially deferred for each row execute function azals.audit_row('input', 'request_hash');

create table azals.process_step (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  process_id uuid not null,
  position integer not null,
  name text not null,
  kind text not null check (kind in ('operation', 'event', 'timer', 'decision')),
  phase text not null check (phase in ('pending', 'begun', 'unknown', 'done', 'failed', 'dropped', 'undoing',
    'undo-unknown', 'undone', 'undo-failed')),
  attempts integer not null default 0,
  undo_attempts integer not null default 0,
  until timestamptz,
  subject jsonb,
  undo_subject jsonb,
  fault jsonb,
  primary key (tenant_id, process_id, position),
  foreign key (tenant_id, process_id) references azals.process (tenant_id, id)
);
call engine.protect('azals.process_step', audited => false, rights => 'select, insert, update');

create table azals.process_moment (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  process_id uuid not null,
  position bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  step text,
  what text not null,
  actor_id uuid not null default current_setting('azals.actor_id')::uuid,
  note jsonb,
  primary key (tenant_id, process_id, position),
  foreign key (tenant_id, process_id) references azals.process (tenant_id, id)
);
call engine.protect('azals.process_moment', audited => false, rights => 'select, insert');

-- Something happened that a process may wait for. Rows are added only, and taken before the process is looked at: a
-- signal that comes while it is looked at is found afterwards, so none is lost, and nobody waits for anybody's lock.
create table azals.process_signal (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default gen_random_uuid(),
  process_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, process_id) references azals.process (tenant_id, id)
);
create index on azals.process_signal (tenant_id, process_id);
call engine.protect('azals.process_signal', audited => false, rights => 'select, insert, delete');

create function azals.signal_processes() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $signal$
begin
  insert into process_signal (tenant_id, process_id)
    select p.tenant_id, p.id from process p where p.tenant_id = new.tenant_id and p.awaits = new.entity_id;
  return null;
end
$signal$;
create trigger signal_processes after insert on azals.outbox
  for each row execute function azals.signal_processes();

-- Every moment at which a process is due: its own time, and each signal. Nothing of what it does.
create table engine.process_pointer (
  tenant_id uuid not null,
  pointer_id uuid not null,
  due_at timestamptz not null,
  primary key (tenant_id, pointer_id)
);
create index on engine.process_pointer (tenant_id, due_at);
grant select on engine.process_pointer to azals_engine;

create function azals.point_at_process() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.wake_at is null then
    delete from engine.process_pointer where tenant_id = new.tenant_id and pointer_id = new.id;
  else
    insert into engine.process_pointer values (new.tenant_id, new.id, new.wake_at)
      on conflict (tenant_id, pointer_id) do update set due_at = excluded.due_at;
  end if;
  return null;
end
$point$;
create trigger point_at_process after insert or update of wake_at on azals.process
  for each row execute function azals.point_at_process();

create function azals.point_at_signal() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if tg_op = 'INSERT' then
    insert into engine.process_pointer values (new.tenant_id, new.id, now());
  else
    delete from engine.process_pointer where tenant_id = old.tenant_id and pointer_id = old.id;
  end if;
  return null;
end
$point$;
create trigger point_at_signal after insert or delete on azals.process_signal
  for each row execute function azals.point_at_signal();

-- In which order a company wants its connections tried, by capability.
create table azals.fallback_order (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  capability text not null,
  connection_ids uuid[] not null,
  version integer not null default 1,
  primary key (tenant_id, capability)
);
call engine.protect('azals.fallback_order', rights => 'select, insert, update');
