-- Whether the row is the last of its company's trail: read at the end of the index. Asked for as "is there a later one",
-- the plan of a big company read the whole trail, at each row.
create or replace function azals.close_chain() returns trigger language plpgsql security definer
  set search_path = azals, pg_temp as $close$
begin
  if new.seq = (select seq from audit where tenant_id = new.tenant_id order by seq desc limit 1) then
    update chain_head set audit_seq = new.seq, audit_hash = new.hash where tenant_id = new.tenant_id;
  end if;
  return null;
end
$close$;
