-- The currency pair of a line: an amount above zero in the document's currency, which is not the books' own.
alter table azals.journal_line
  add constraint foreign_amount_is_positive check (foreign_amount > 0),
  add constraint foreign_currency_is_a_code check (foreign_currency ~ '^[A-Z]{3}$');

create function azals.foreign_is_foreign() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $foreign$
begin
  if new.foreign_currency = (select currency from tenant where tenant_id = new.tenant_id) then
    raise exception 'line % has % as a foreign currency, which is the books'' own', new.id, new.foreign_currency
      using errcode = 'check_violation', constraint = 'foreign_is_foreign';
  end if;
  return new;
end
$foreign$;
create trigger foreign_is_foreign before insert on azals.journal_line
  for each row when (new.foreign_currency is not null) execute function azals.foreign_is_foreign();
