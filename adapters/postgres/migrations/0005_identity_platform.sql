-- What identity, audit and events need beside their tables.

-- People and keys are never erased: disabled and revoked, they stay to explain the audit.
revoke delete on azals.member, azals.api_key from azals_app;

-- Every company by id, name and status, for the operators of the service. Kept by a trigger, because row-level
-- security shows even the owner one company at a time.
create table engine.tenant_directory (
  tenant_id uuid primary key,
  name text not null,
  status text not null
);
grant select on engine.tenant_directory to azals_engine;

create function azals.list_tenant() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $list$
begin
  insert into engine.tenant_directory values (new.tenant_id, new.name, new.status)
    on conflict (tenant_id) do update set name = excluded.name, status = excluded.status;
  return null;
end
$list$;
create trigger list_tenant after insert or update of name, status on azals.tenant
  for each row execute function azals.list_tenant();

-- The companies that are there already: each has a key or a provider, by which it is found.
declare known uuid;
begin
  for known in select tenant_id from engine.api_key_owner union select tenant_id from engine.oidc_owner loop
    perform set_config('azals.tenant_id', known::text, true);
    insert into engine.tenant_directory select tenant_id, name, status from azals.tenant where tenant_id = known;
  end loop;
  perform set_config('azals.tenant_id', '', true);
end;

-- When each key of the acting company was last used: the counters themselves are nobody's to read.
create function azals.key_uses() returns table (key_id uuid, last_used_at timestamptz)
  language sql stable security definer set search_path = azals, engine, pg_temp
begin atomic
  select k.id, u.last_used_at from azals.api_key k join engine.credential_use u on u.credential_id = k.id
    where k.tenant_id = nullif(current_setting('azals.tenant_id', true), '')::uuid;
end;
grant execute on function azals.key_uses to azals_app;

-- Recomputes the chain of the acting company in one pass over one snapshot. `broken_seq` is the first row that is
-- missing ('missing', 'truncated'), does not carry its hash ('changed'), or is not what the head says ('head').
create function azals.verify_audit(out checked bigint, out head_seq bigint, out head_hash text,
    out broken_seq bigint, out reason text)
  language sql stable
begin atomic
  with walked as (
    select a.seq, a.hash, lag(a.seq, 1, 0::bigint) over w as previous,
      a.hash = sha256(lag(a.hash, 1, '\x'::bytea) over w || convert_to(azals.audit_content(a), 'UTF8')) as intact
    from azals.audit a where a.tenant_id = nullif(current_setting('azals.tenant_id', true), '')::uuid
    window w as (order by a.seq)
  ), found as (
    select count(*) as rows, coalesce(max(seq), 0) as last, min(seq) filter (where not intact) as altered,
      min(previous + 1) filter (where previous + 1 <> seq) as missing from walked
  ), head as (
    select audit_seq, audit_hash from azals.chain_head
      where tenant_id = nullif(current_setting('azals.tenant_id', true), '')::uuid
  ), ends as (
    select case
        when found.last < head.audit_seq then found.last + 1
        when found.last > head.audit_seq then head.audit_seq + 1
        when found.last > 0 and (select hash from azals.audit where seq = found.last
          and tenant_id = nullif(current_setting('azals.tenant_id', true), '')::uuid) <> head.audit_hash
        then found.last
      end as seq,
      case when found.last < head.audit_seq then 'truncated' else 'head' end as reason from found, head
  )
  select found.rows, head.audit_seq, encode(head.audit_hash, 'hex'),
    least(found.missing, found.altered, ends.seq),
    case least(found.missing, found.altered, ends.seq)
      when found.missing then 'missing' when found.altered then 'changed' when ends.seq then ends.reason end
  from found, head, ends;
end;
grant execute on function azals.verify_audit to azals_app;
