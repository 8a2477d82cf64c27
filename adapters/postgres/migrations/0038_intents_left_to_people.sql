-- What stays unknown is asked for with longer pauses, and from some time on by people only.
alter table azals.provider_intent add column left_to_people_at timestamptz;
alter table azals.provider_intent add constraint provider_intent_left
  check (left_to_people_at is null or state in ('unknown', 'succeeded', 'refused'));
create index on azals.provider_intent (tenant_id, sent_at)
  where state = 'unknown' and left_to_people_at is not null;

-- Since when the intent is in its state, so that the pause can grow with it.
alter table engine.intent_pointer add column since timestamptz not null default now();

create or replace function azals.point_at_intent() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.state in ('succeeded', 'refused') or new.left_to_people_at is not null then
    delete from engine.intent_pointer where tenant_id = new.tenant_id and intent_id = new.id;
  else
    insert into engine.intent_pointer (tenant_id, intent_id, due_at)
      values (new.tenant_id, new.id, now() + interval '30 minutes')
      on conflict (tenant_id, intent_id) do update set due_at = excluded.due_at, since = excluded.since;
  end if;
  return null;
end
$point$;
drop trigger point_at_intent on azals.provider_intent;
create trigger point_at_intent after insert or update of state, left_to_people_at on azals.provider_intent
  for each row execute function azals.point_at_intent();
