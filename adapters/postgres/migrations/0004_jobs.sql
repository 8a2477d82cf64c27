-- Durable jobs of the tenants, and the line in which they wait for a worker.

create table azals.job (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  kind text not null,
  status text not null default 'requested'
    check (status in ('requested', 'queued', 'running', 'done', 'failed', 'cancelled')),
  payload jsonb not null,
  progress double precision not null default 0 check (progress between 0 and 1),
  message text,
  attempts integer not null default 0,
  max_attempts integer not null check (max_attempts between 1 and 100),
  turn integer not null default 1,
  lease uuid,
  cancel_requested boolean not null default false,
  result jsonb,
  failure jsonb,
  requested_by uuid not null default current_setting('azals.actor_id')::uuid,
  request_id text not null default current_setting('azals.request_id'),
  trace_parent text,
  requested_at timestamptz not null default now(),
  next_attempt_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  check ((status = 'running') = (lease is not null)),
  check ((status in ('done', 'failed', 'cancelled')) = (ended_at is not null))
);
create index on azals.job (tenant_id, status, id desc);
call engine.protect('azals.job', audited => false, rights => 'select, insert, update');

-- What people decide and how a job ends is audited; queueing, attempts and progress are not.
create constraint trigger audit_row after insert or update of status, cancel_requested on azals.job
  deferrable initially deferred for each row
  when (new.status in ('requested', 'done', 'failed', 'cancelled') or new.cancel_requested)
  execute function azals.audit_row('lease');

-- Every open job, and nothing of its business. Kept by the trigger below; the engine notes only whom it admitted.
create table engine.job_pointer (
  tenant_id uuid not null,
  job_id uuid not null,
  position bigint generated always as identity,
  status text not null,
  turn integer not null,
  available_at timestamptz not null,
  admitted_at timestamptz,
  cancel_requested boolean not null,
  primary key (tenant_id, job_id)
);
create index job_pointer_waiting on engine.job_pointer (tenant_id, position) where admitted_at is null;
create index job_pointer_requested on engine.job_pointer (position) where status = 'requested';
create index job_pointer_admitted on engine.job_pointer (tenant_id, admitted_at) where admitted_at is not null;
create index job_pointer_cancelling on engine.job_pointer (position) where cancel_requested;
grant select on engine.job_pointer to azals_engine;
grant update (admitted_at) on engine.job_pointer to azals_engine;

create function azals.point_at_job() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.status in ('done', 'failed', 'cancelled') then
    delete from engine.job_pointer where tenant_id = new.tenant_id and job_id = new.id;
    return null;
  end if;
  insert into engine.job_pointer as p (tenant_id, job_id, status, turn, available_at, cancel_requested)
    values (new.tenant_id, new.id, new.status, new.turn, new.next_attempt_at, new.cancel_requested)
    on conflict (tenant_id, job_id) do update set
      status = excluded.status, turn = excluded.turn, available_at = excluded.available_at,
      cancel_requested = excluded.cancel_requested,
      admitted_at = case when p.turn = excluded.turn then p.admitted_at end;
  return null;
end
$point$;
create trigger point_at_job after insert or update of status, turn, next_attempt_at, cancel_requested on azals.job
  for each row execute function azals.point_at_job();

-- The relay locks the events that it announces.
grant update (position) on engine.outbox_pointer to azals_engine;
