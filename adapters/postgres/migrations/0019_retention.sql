-- What technical rows are kept for. The audit keeps the request and the end of each job for ever; the job itself and
-- the events go after their time.

-- Which companies were looked at, and when: each is looked at once a day.
create table engine.retention (
  tenant_id uuid primary key,
  looked_at timestamptz not null
);
grant select, insert, update on engine.retention to azals_engine;

-- How far the company's events are forgotten: a reader who stands before it has missed some, and is told.
alter table azals.chain_head add column events_forgotten bigint not null default 0;

create index on azals.job (tenant_id, ended_at) where ended_at is not null;

-- Files and imports keep the id of their job, which then leads to nothing.
alter table azals.file drop constraint file_tenant_id_job_id_fkey;
alter table azals.fec_import drop constraint fec_import_tenant_id_job_id_fkey;
alter table azals.fec_lettering drop constraint fec_lettering_tenant_id_job_id_fkey;
alter table azals.fec_lettering add foreign key (tenant_id, job_id) references azals.job (tenant_id, id)
  on delete cascade;

alter table azals.job_checkpoint drop constraint job_checkpoint_tenant_id_job_id_fkey;
alter table azals.job_checkpoint add foreign key (tenant_id, job_id) references azals.job (tenant_id, id)
  on delete cascade;

-- Forgets at most `batch` ended jobs of the acting company: done and cancelled ones after `kept`, failed ones, which
-- wait for a decision, after `dead_kept`; never on the day they ended. With them goes the file that one of them was
-- writing and never finished. The application role cannot delete a job otherwise.
create function azals.forget_jobs(kept interval, dead_kept interval, batch integer) returns integer
  language plpgsql security definer set search_path = azals, pg_temp as $forget$
declare
  acting uuid := nullif(current_setting('azals.tenant_id', true), '')::uuid;
  gone uuid[];
begin
  select array_agg(id) into gone from (
    select id from job where tenant_id = acting and ended_at < now() - greatest(
        case status when 'failed' then dead_kept else kept end, interval '1 day')
      and ended_at < now() - least(kept, dead_kept)
    order by ended_at limit batch for update skip locked) j;
  if gone is null then return 0; end if;
  delete from file where tenant_id = acting and job_id = any (gone) and state = 'writing';
  delete from job where tenant_id = acting and id = any (gone);
  return cardinality(gone);
end
$forget$;
grant execute on function azals.forget_jobs to azals_app;

-- Forgets at most `batch` events of the acting company, from the first one on, up to the first that is younger than
-- `kept`, and notes how far. The application role cannot delete an event otherwise.
create function azals.forget_events(kept interval, batch integer) returns integer
  language plpgsql security definer set search_path = azals, pg_temp as $forget$
declare
  acting uuid := nullif(current_setting('azals.tenant_id', true), '')::uuid;
  until bigint;
  gone integer;
begin
  select max(seq) into until from (
    select seq, bool_and(at < now() - greatest(kept, interval '1 day')) over (order by seq) as old
    from (select seq, at from outbox where tenant_id = acting and seq is not null order by seq limit batch) f) g
  where old;
  if until is null then return 0; end if;
  delete from outbox where tenant_id = acting and seq <= until;
  get diagnostics gone = row_count;
  update chain_head set events_forgotten = until where tenant_id = acting;
  return gone;
end
$forget$;
grant execute on function azals.forget_events to azals_app;
