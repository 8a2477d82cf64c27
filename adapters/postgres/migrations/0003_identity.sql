-- People, memberships, API keys, OIDC; and the gate that turns a credential into a tenant, a role and a budget.

create table azals.member (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  subject text not null,
  name text not null,
  email text,
  role text not null check (role in ('owner', 'accountant', 'operator', 'technician', 'device', 'auditor')),
  status text not null default 'active' check (status in ('active', 'disabled')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, subject)
);
call engine.protect('azals.member');

create table azals.api_key (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  name text not null,
  prefix text not null,
  key_hash bytea not null,
  role text not null check (role in ('owner', 'accountant', 'operator', 'technician', 'device', 'auditor')),
  scopes text[],
  rate_per_minute integer not null default 600 check (rate_per_minute between 1 and 1000000),
  expires_at timestamptz,
  revoked_at timestamptz,
  replaced_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, key_hash),
  foreign key (tenant_id, replaced_by) references azals.api_key (tenant_id, id)
);
call engine.protect('azals.api_key', hidden => array['key_hash']);

create table azals.oidc_provider (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  issuer text not null,
  audience text not null,
  jwks_url text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, issuer, audience)
);
call engine.protect('azals.oidc_provider');

-- Which tenant a credential belongs to: kept by triggers, readable through `engine.admit_*` only.
create table engine.api_key_owner (
  key_hash bytea primary key,
  tenant_id uuid not null,
  key_id uuid not null
);
create table engine.oidc_owner (
  issuer text not null,
  audience text not null,
  tenant_id uuid not null,
  primary key (issuer, audience)
);

-- Requests of a credential in the running minute, where every instance counts. Unlogged: a crash forgets a minute.
create unlogged table engine.credential_use (
  credential_id uuid primary key,
  window_start timestamptz not null,
  requests integer not null,
  last_used_at timestamptz not null
);

create function azals.own_api_key() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $own$
begin
  if tg_op <> 'INSERT' then delete from engine.api_key_owner where key_hash = old.key_hash; end if;
  if tg_op <> 'DELETE' then
    insert into engine.api_key_owner values (new.key_hash, new.tenant_id, new.id);
  end if;
  return null;
end
$own$;
create trigger own_api_key after insert or delete or update of key_hash on azals.api_key
  for each row execute function azals.own_api_key();

create function azals.own_oidc() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $own$
begin
  if tg_op <> 'INSERT' then
    delete from engine.oidc_owner where issuer = old.issuer and audience = old.audience and tenant_id = old.tenant_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into engine.oidc_owner values (new.issuer, new.audience, new.tenant_id);
  end if;
  return null;
end
$own$;
create trigger own_oidc after insert or delete or update on azals.oidc_provider
  for each row execute function azals.own_oidc();

-- Counts one request and says whether it fits the budget of the minute.
create function engine.count_request(credential uuid, per_minute integer, out requests integer, out retry_after integer)
  language plpgsql security definer set search_path = engine, pg_temp as $count$
declare minute timestamptz := date_trunc('minute', clock_timestamp());
begin
  insert into engine.credential_use as u values (credential, minute, 1, clock_timestamp())
    on conflict (credential_id) do update set
      requests = case when u.window_start = minute then u.requests + 1 else 1 end,
      window_start = minute, last_used_at = clock_timestamp()
    returning u.requests into requests;
  retry_after := case when requests > per_minute
    then greatest(1, ceil(extract(epoch from minute + interval '1 minute' - clock_timestamp())))::integer else 0 end;
end
$count$;

-- A credential's tenant, actor, rights and budget, in one round trip. No row: unknown, expired, revoked or disabled.
create function engine.admit_api_key(hash bytea)
  returns table (tenant_id uuid, tenant_status text, language text, cors_origins text[],
    actor_id uuid, role text, scopes text[], retry_after integer)
  language plpgsql security definer set search_path = azals, engine, pg_temp as $admit$
declare
  owner engine.api_key_owner;
  key azals.api_key;
  company azals.tenant;
begin
  select * into owner from engine.api_key_owner o where o.key_hash = hash;
  if not found then return; end if;
  perform set_config('azals.tenant_id', owner.tenant_id::text, true);
  select * into key from azals.api_key k where k.tenant_id = owner.tenant_id and k.id = owner.key_id
    and k.revoked_at is null and (k.expires_at is null or k.expires_at > clock_timestamp());
  if not found then return; end if;
  select * into company from azals.tenant t where t.tenant_id = owner.tenant_id;
  return query select company.tenant_id, company.status, company.language, company.cors_origins, key.id, key.role,
    key.scopes, c.retry_after from engine.count_request(key.id, key.rate_per_minute) c;
end
$admit$;

create function engine.oidc_jwks(token_issuer text, token_audiences text[])
  returns table (tenant_id uuid, audience text, jwks_url text)
  language plpgsql security definer set search_path = azals, engine, pg_temp as $jwks$
declare owner engine.oidc_owner;
begin
  for owner in select * from engine.oidc_owner o where o.issuer = token_issuer and o.audience = any (token_audiences) loop
    perform set_config('azals.tenant_id', owner.tenant_id::text, true);
    return query select p.tenant_id, p.audience, p.jwks_url from azals.oidc_provider p
      where p.tenant_id = owner.tenant_id and p.issuer = owner.issuer and p.audience = owner.audience;
  end loop;
end
$jwks$;

-- Called after the token's signature was checked against the tenant's own key set.
create function engine.admit_member(member_tenant uuid, member_subject text)
  returns table (tenant_id uuid, tenant_status text, language text, cors_origins text[],
    actor_id uuid, role text, scopes text[], retry_after integer)
  language plpgsql security definer set search_path = azals, engine, pg_temp as $admit$
declare
  person azals.member;
  company azals.tenant;
begin
  perform set_config('azals.tenant_id', member_tenant::text, true);
  select * into person from azals.member m where m.tenant_id = member_tenant and m.subject = member_subject
    and m.status = 'active';
  if not found then return; end if;
  select * into company from azals.tenant t where t.tenant_id = member_tenant;
  return query select company.tenant_id, company.status, company.language, company.cors_origins, person.id,
    person.role, null::text[], c.retry_after from engine.count_request(person.id, 600) c;
end
$admit$;

create function engine.allowed_origin(wanted text) returns boolean
  language sql stable security definer set search_path = azals, engine, pg_temp
  return exists (select from engine.cors_origin o where o.origin = wanted);

grant execute on function engine.admit_api_key, engine.admit_member, engine.oidc_jwks, engine.allowed_origin
  to azals_gate;
