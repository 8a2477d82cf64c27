-- The relay's span belongs to the request whose event it announces: the pointer carries the request's traceparent.
alter table engine.outbox_pointer add column trace_parent text;

create or replace function azals.seal_event() returns trigger language plpgsql security definer
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
  insert into engine.outbox_pointer (tenant_id, event_id, trace_parent)
    values (new.tenant_id, new.id, new.trace_parent);
  return null;
end
$seal$;
