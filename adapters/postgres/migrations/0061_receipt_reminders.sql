-- A receipt that is missing is reminded of, once for each payment, so many days after its capture.
alter table azals.card
  add column remind_after_days integer default 7 check (remind_after_days between 1 and 90);
alter table azals.card_payment add column reminded_at timestamptz;

-- Payments whose receipt may be missing, since when, and when to look: nothing of what they are.
create table engine.receipt_due (
  tenant_id uuid not null,
  payment_id uuid not null,
  card_id uuid not null,
  since timestamptz not null,
  due_at timestamptz not null,
  primary key (tenant_id, payment_id)
);
create index on engine.receipt_due (due_at);
create index on engine.receipt_due (tenant_id, card_id);
grant select on engine.receipt_due to azals_engine;
grant update (due_at) on engine.receipt_due to azals_engine;

create function azals.point_at_receipt() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if new.captured <= new.refunded or new.reminded_at is not null then
    delete from engine.receipt_due where tenant_id = new.tenant_id and payment_id = new.id;
  elsif new.captured > old.captured and not exists (
      select 1 from card_receipt r where r.tenant_id = new.tenant_id and r.payment_id = new.id) then
    insert into engine.receipt_due
      select new.tenant_id, new.id, c.id, now(),
        case when c.receipts_required and c.remind_after_days is not null
          then now() + make_interval(days => c.remind_after_days) else 'infinity' end
      from card c where c.tenant_id = new.tenant_id and c.id = new.card_id
      on conflict (tenant_id, payment_id) do nothing;
  end if;
  return null;
end
$point$;
create trigger point_at_receipt after update of captured, refunded, reminded_at on azals.card_payment
  for each row execute function azals.point_at_receipt();

create function azals.receipt_came() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $came$
begin
  delete from engine.receipt_due where tenant_id = new.tenant_id and payment_id = new.payment_id;
  return null;
end
$came$;
create trigger receipt_came after insert on azals.card_receipt
  for each row execute function azals.receipt_came();

create function azals.reminders_changed() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $changed$
begin
  update engine.receipt_due set due_at =
      case when new.receipts_required and new.remind_after_days is not null
        then since + make_interval(days => new.remind_after_days) else 'infinity' end
    where tenant_id = new.tenant_id and card_id = new.id;
  return null;
end
$changed$;
create trigger reminders_changed after update of receipts_required, remind_after_days on azals.card
  for each row when (old.receipts_required is distinct from new.receipts_required
    or old.remind_after_days is distinct from new.remind_after_days)
  execute function azals.reminders_changed();

-- Payments of before: their days count from now.
declare company uuid;
begin
  for company in select tenant_id from engine.tenant_directory loop
    perform set_config('azals.tenant_id', company::text, true);
    insert into engine.receipt_due
      select p.tenant_id, p.id, c.id, now(),
        case when c.receipts_required then now() + interval '7 days' else 'infinity' end
      from azals.card_payment p join azals.card c on c.tenant_id = p.tenant_id and c.id = p.card_id
      where p.tenant_id = company and p.captured > p.refunded and not exists (
        select 1 from azals.card_receipt r where r.tenant_id = p.tenant_id and r.payment_id = p.id);
  end loop;
  perform set_config('azals.tenant_id', '', true);
end;
