-- Files of the companies: what exports wrote and what people uploaded, kept in pieces so that nobody holds one whole.
create table azals.file (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  id uuid not null,
  name text not null,
  content_type text not null,
  -- The right that reading it asks for.
  readable_with text not null,
  -- The job that writes it: its next attempt discards what the last one left.
  job_id uuid,
  state text not null default 'writing' check (state in ('writing', 'ready')),
  size bigint check (size >= 0),
  sha256 bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, job_id) references azals.job (tenant_id, id),
  check ((state = 'ready') = (size is not null and sha256 is not null))
);
create index on azals.file (tenant_id, job_id) where job_id is not null;
create index on azals.file (tenant_id, expires_at) where expires_at is not null;
call engine.protect('azals.file');

create table azals.file_chunk (
  tenant_id uuid not null default nullif(current_setting('azals.tenant_id', true), '')::uuid,
  file_id uuid not null,
  position integer not null check (position >= 0),
  bytes bytea not null,
  primary key (tenant_id, file_id, position),
  foreign key (tenant_id, file_id) references azals.file (tenant_id, id) on delete cascade
);
call engine.protect('azals.file_chunk', audited => false, rights => 'select, insert');

-- When a company has something to purge, and nothing of what it is. Kept by the trigger below.
create table engine.file_expiry (
  tenant_id uuid not null,
  file_id uuid not null,
  expires_at timestamptz not null,
  asked_at timestamptz,
  primary key (tenant_id, file_id)
);
create index on engine.file_expiry (expires_at);
grant select on engine.file_expiry to azals_engine;
grant update (asked_at) on engine.file_expiry to azals_engine;

create function azals.point_at_expiry() returns trigger language plpgsql security definer
  set search_path = azals, engine, pg_temp as $point$
begin
  if tg_op = 'DELETE' then
    delete from engine.file_expiry where tenant_id = old.tenant_id and file_id = old.id;
  elsif new.expires_at is not null then
    insert into engine.file_expiry (tenant_id, file_id, expires_at) values (new.tenant_id, new.id, new.expires_at)
      on conflict (tenant_id, file_id) do update set expires_at = excluded.expires_at, asked_at = null;
  end if;
  return null;
end
$point$;
create trigger point_at_expiry after insert or delete or update of expires_at on azals.file
  for each row execute function azals.point_at_expiry();
