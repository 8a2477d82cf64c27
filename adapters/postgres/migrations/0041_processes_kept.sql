-- What providers' notifications said, and processes that have ended, are kept for a time only.
create index on azals.notification (tenant_id, ended_at) where body is not null and ended_at is not null;
create index on azals.process (tenant_id, ended_at) where ended_at is not null and wake_at is null;

-- Erases what at most `batch` notifications of the acting company said that ended before `kept`, never on the day itself.
-- That they came stays: an event that comes twice is known by it.
create function azals.forget_notification_bodies(kept interval, batch integer) returns integer language plpgsql
  security definer set search_path = azals, pg_temp as $forget$
declare
  acting uuid := nullif(current_setting('azals.tenant_id', true), '')::uuid;
  old uuid[];
begin
  select array_agg(id) into old from (
    select id from notification where tenant_id = acting and body is not null
      and ended_at < now() - greatest(kept, interval '1 day')
    order by ended_at limit batch for update skip locked) n;
  if old is null then return 0; end if;
  update notification set body = null where tenant_id = acting and id = any (old);
  return cardinality(old);
end
$forget$;
grant execute on function azals.forget_notification_bodies to azals_app;

-- Forgets at most `batch` processes of the acting company that ended before `kept`, with their steps, history and alerts;
-- never within 90 days, because their business keys are free afterwards, and none that is still looked at or whose money
-- is still missing. Entries, payments and transfers are not theirs. Nobody deletes a process otherwise.
create function azals.forget_processes(kept interval, batch integer) returns integer language plpgsql
  security definer set search_path = azals, pg_temp as $forget$
declare
  acting uuid := nullif(current_setting('azals.tenant_id', true), '')::uuid;
  gone uuid[];
begin
  select array_agg(id) into gone from (
    select p.id from process p where p.tenant_id = acting and p.wake_at is null
      and p.ended_at < now() - greatest(kept, interval '90 days')
      and not exists (select from conservation_alert a
        where a.tenant_id = acting and a.process_id = p.id and a.cleared_at is null)
    order by p.ended_at limit batch for update skip locked) p;
  if gone is null then return 0; end if;
  delete from conservation_alert where tenant_id = acting and process_id = any (gone);
  delete from process_signal where tenant_id = acting and process_id = any (gone);
  delete from process_moment where tenant_id = acting and process_id = any (gone);
  delete from process_step where tenant_id = acting and process_id = any (gone);
  delete from process where tenant_id = acting and id = any (gone);
  return cardinality(gone);
end
$forget$;
grant execute on function azals.forget_processes to azals_app;
