-- A batch whose payments an institution was asked for: they are then transfers of one consent.
alter table azals.payment_batch
  add column transfer_batch_id uuid,
  add foreign key (tenant_id, transfer_batch_id) references azals.transfer_batch (tenant_id, id),
  add unique (tenant_id, transfer_batch_id),
  add constraint ordered_was_sent check (transfer_batch_id is null or state in ('sent', 'ended'));

alter table azals.batch_payment
  add column transfer_id uuid,
  add foreign key (tenant_id, transfer_id) references azals.transfer (tenant_id, id),
  add unique (tenant_id, transfer_id);

-- The last defence: a batch that was ordered has no file, and one with a file is not ordered.
create function azals.payment_batch_sent_once() returns trigger language plpgsql
  set search_path = azals, pg_temp as $once$
begin
  if tg_table_name = 'payment_file' then
    if exists (select 1 from payment_batch b where b.tenant_id = new.tenant_id and b.id = new.batch_id
        and b.transfer_batch_id is not null) then
      raise exception 'the batch % was ordered at an institution', new.batch_id using errcode = '23514';
    end if;
  elsif exists (select 1 from payment_file f where f.tenant_id = new.tenant_id and f.batch_id = new.id) then
    raise exception 'the batch % was sent by file', new.id using errcode = '23514';
  end if;
  return new;
end
$once$;
create trigger sent_once before insert on azals.payment_file
  for each row execute function azals.payment_batch_sent_once();
create trigger sent_once before update of transfer_batch_id on azals.payment_batch
  for each row when (new.transfer_batch_id is distinct from old.transfer_batch_id
    and new.transfer_batch_id is not null)
  execute function azals.payment_batch_sent_once();

-- Batches whose transfers have moved, and when each is to be read again: nothing of what they say.
create table engine.payment_batch_due (
  tenant_id uuid not null,
  batch_id uuid not null,
  readings integer not null default 0,
  due_at timestamptz not null,
  primary key (tenant_id, batch_id)
);
create index on engine.payment_batch_due (due_at);
grant select on engine.payment_batch_due to azals_engine;
grant update (due_at, readings) on engine.payment_batch_due to azals_engine;

create function azals.payment_batch_moved() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $moved$
begin
  if tg_table_name = 'payment_batch' then
    delete from engine.payment_batch_due where tenant_id = new.tenant_id and batch_id = new.id;
  else
    insert into engine.payment_batch_due (tenant_id, batch_id, due_at)
      select b.tenant_id, b.id, now() from payment_batch b
      where b.tenant_id = new.tenant_id and b.transfer_batch_id = new.batch_id
      on conflict (tenant_id, batch_id) do update set readings = 0, due_at = excluded.due_at;
  end if;
  return null;
end
$moved$;
create trigger moved after update of state on azals.transfer
  for each row when (new.batch_id is not null and new.state is distinct from old.state)
  execute function azals.payment_batch_moved();
create trigger moved after update on azals.payment_batch
  for each row when (new.transfer_batch_id is not null and new.state = 'ended')
  execute function azals.payment_batch_moved();
