-- Every enabled connection, and when its accounts are to be read: money that comes in is seen without any notification.
-- `unread`: how often it was asked for since an account was seen last. Whether its provider shows accounts at all, the
-- code knows.
create table engine.account_reading_due (
  tenant_id uuid not null,
  connection_id uuid not null,
  due_at timestamptz not null,
  unread integer not null default 0,
  primary key (tenant_id, connection_id)
);
create index on engine.account_reading_due (due_at);
grant select on engine.account_reading_due to azals_engine;
grant update (due_at, unread) on engine.account_reading_due to azals_engine;

-- Credentials that were changed, too, are a reason to look soon: whoever gives them is given time to test them.
create function azals.point_at_accounts() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.state = 'enabled' then
    insert into engine.account_reading_due values (new.tenant_id, new.id, now() + interval '5 minutes', 0)
      on conflict (tenant_id, connection_id) do update
        set due_at = least(account_reading_due.due_at, excluded.due_at), unread = 0;
  else
    delete from engine.account_reading_due where tenant_id = new.tenant_id and connection_id = new.id;
  end if;
  return null;
end
$point$;
create trigger point_at_accounts after insert or update of state on azals.provider_connection
  for each row execute function azals.point_at_accounts();

create function azals.account_was_seen() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $seen$
begin
  update engine.account_reading_due set unread = 0, due_at = least(due_at, now() + interval '1 hour')
    where tenant_id = new.tenant_id and connection_id = new.connection_id and unread > 0;
  return null;
end
$seen$;
create trigger account_was_seen after insert or update of seen_at on azals.provider_account
  for each row execute function azals.account_was_seen();

-- Those that stand, spread over an hour.
declare company uuid;
begin
  for company in select tenant_id from engine.tenant_directory loop
    perform set_config('azals.tenant_id', company::text, true);
    insert into engine.account_reading_due
      select tenant_id, id, now() + random() * interval '1 hour', 0 from azals.provider_connection
      where tenant_id = company and state = 'enabled'
      on conflict do nothing;
  end loop;
  perform set_config('azals.tenant_id', '', true);
end;
