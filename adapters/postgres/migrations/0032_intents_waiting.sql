-- Every intent that has not ended, and when to look whether somebody is at it: its job may have been cancelled or died.
create table engine.intent_pointer (
  tenant_id uuid not null,
  intent_id uuid not null,
  due_at timestamptz not null,
  primary key (tenant_id, intent_id)
);
create index on engine.intent_pointer (due_at);
grant select on engine.intent_pointer to azals_engine;
grant update (due_at) on engine.intent_pointer to azals_engine;

create function azals.point_at_intent() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.state in ('succeeded', 'refused') then
    delete from engine.intent_pointer where tenant_id = new.tenant_id and intent_id = new.id;
  else
    insert into engine.intent_pointer values (new.tenant_id, new.id, now() + interval '30 minutes')
      on conflict (tenant_id, intent_id) do update set due_at = excluded.due_at;
  end if;
  return null;
end
$point$;
create trigger point_at_intent after insert or update of state on azals.provider_intent
  for each row execute function azals.point_at_intent();

insert into engine.intent_pointer
  select tenant_id, id, now() from azals.provider_intent where state in ('created', 'sent', 'unknown');
