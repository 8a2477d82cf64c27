-- Lettering: which lines of one account settle each other. A cancelled one stays, and counts no more from that date.
create table azals.lettering (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  account_code text not null,
  party_code text,
  sequence integer not null check (sequence >= 0),
  state text not null check (state in ('full', 'partial', 'cancelled')),
  lettered_on date not null,
  cancelled_on date check (cancelled_on >= lettered_on),
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, account_code, sequence),
  check ((state = 'cancelled') = (cancelled_on is not null)),
  foreign key (tenant_id, account_code) references azals.account (tenant_id, code)
);
call engine.protect('azals.lettering', rights => 'select, insert, update');

create table azals.lettered_part (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null default uuidv7(),
  lettering_id uuid not null,
  line_id uuid not null,
  amount bigint not null check (amount >= 0),
  foreign_amount bigint,
  primary key (tenant_id, id),
  unique (tenant_id, lettering_id, line_id),
  foreign key (tenant_id, lettering_id) references azals.lettering (tenant_id, id),
  foreign key (tenant_id, line_id) references azals.journal_line (tenant_id, id)
);
call engine.protect('azals.lettered_part', rights => 'select, insert');
create index on azals.lettered_part (tenant_id, line_id);

-- The last defence: what is lettered of a line is never more than the line.
create function azals.lettered_within_line() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $within$
begin
  if (select sum(p.amount) from lettered_part p join lettering g on g.tenant_id = p.tenant_id and g.id = p.lettering_id
      where p.tenant_id = new.tenant_id and p.line_id = new.line_id and g.state <> 'cancelled')
    > (select l.debit + l.credit from journal_line l where l.tenant_id = new.tenant_id and l.id = new.line_id) then
    raise exception 'line % is lettered for more than its amount', new.line_id
      using errcode = 'check_violation', constraint = 'lettered_within_line';
  end if;
  return null;
end
$within$;
create constraint trigger lettered_within_line after insert on azals.lettered_part deferrable initially deferred
  for each row execute function azals.lettered_within_line();
