-- Sealed secrets of the companies, their connections to providers, and what was asked of providers.

-- The key of a company, wrapped by a master key that the database never sees.
create table azals.data_key (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  master_key_id text not null,
  wrapped bytea not null,
  retired boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index on azals.data_key (tenant_id) where not retired;
call engine.protect('azals.data_key', hidden => array['wrapped']);

create table azals.sealed_secret (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  owner_kind text not null,
  owner_id uuid not null,
  environment text not null,
  name text not null,
  data_key_id uuid not null,
  sealed bytea not null,
  primary key (tenant_id, id),
  unique (tenant_id, owner_kind, owner_id, environment, name),
  foreign key (tenant_id, data_key_id) references azals.data_key (tenant_id, id)
);
create index on azals.sealed_secret (tenant_id, data_key_id);
call engine.protect('azals.sealed_secret', hidden => array['sealed']);

create table azals.provider_connection (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  provider text not null,
  environment text not null check (environment in ('sandbox', 'live', 'simulation')),
  label text not null,
  settings jsonb not null,
  state text not null check (state in ('enabled', 'disabled')),
  secret_names text[] not null,
  last_test jsonb,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (tenant_id, id)
);
call engine.protect('azals.provider_connection', rights => 'select, insert, update');

-- One request with an effect at a provider. The id is the idempotency key that the provider is given. Of one business
-- operation there is one intent at most that was not refused.
create table azals.provider_intent (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  kind text not null,
  connection_id uuid not null,
  business_key text not null,
  amount_minor bigint,
  currency text,
  payload jsonb not null,
  payload_hash bytea not null,
  state text not null default 'created' check (state in ('created', 'sent', 'succeeded', 'refused', 'unknown')),
  provider_reference text,
  outcome jsonb,
  refusal jsonb,
  asks integer not null default 0,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  settled_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references azals.provider_connection (tenant_id, id),
  check ((amount_minor is null) = (currency is null)),
  check ((state in ('succeeded', 'refused')) = (settled_at is not null)),
  check ((state = 'refused') = (refusal is not null)),
  check (state in ('created', 'refused') or sent_at is not null)
);
create unique index on azals.provider_intent (tenant_id, kind, business_key) where state <> 'refused';
create index on azals.provider_intent (tenant_id, state, id desc);
create index on azals.provider_intent (tenant_id, connection_id);
call engine.protect('azals.provider_intent', rights => 'select, insert, update');

-- What was sent is not sent again, whatever the code says: these are the steps that no intent may take.
create function azals.intent_step() returns trigger language plpgsql as $step$
begin
  if old.state in ('succeeded', 'refused') or (old.state = 'unknown' and new.state in ('created', 'sent')) then
    raise exception 'an intent does not go from % to %', old.state, new.state;
  end if;
  return new;
end
$step$;
create trigger intent_step before update of state on azals.provider_intent
  for each row when (old.state is distinct from new.state) execute function azals.intent_step();
