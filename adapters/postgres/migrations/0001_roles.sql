-- Roles. This file alone runs as the administrator; every later one runs as `azals_owner`.
-- `azals_owner` owns every object and may do nothing more than its objects allow: no superuser, no
-- BYPASSRLS, so that FORCE ROW LEVEL SECURITY binds even security-definer functions. `azals_app` is the powerless
-- role of a unit of work. `azals_gate` may check a credential, nothing else. `azals_engine` runs jobs and relays.
if not exists (select from pg_roles where rolname = 'azals_owner') then
  create role azals_owner nologin nosuperuser nobypassrls nocreatedb nocreaterole;
end if;
if not exists (select from pg_roles where rolname = 'azals_app') then
  create role azals_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
end if;
if not exists (select from pg_roles where rolname = 'azals_gate') then
  create role azals_gate nologin nosuperuser nobypassrls nocreatedb nocreaterole;
end if;
if not exists (select from pg_roles where rolname = 'azals_engine') then
  create role azals_engine nologin nosuperuser nobypassrls nocreatedb nocreaterole;
end if;

execute format('grant azals_owner to %I with inherit true, set true', current_user);
execute format('revoke create, temporary on database %I from public', current_database());
execute format('grant create on database %I to azals_owner', current_database());
revoke create on schema public from public;

create schema azals authorization azals_owner;
create schema engine authorization azals_owner;
grant usage on schema azals to azals_app;
grant usage on schema engine to azals_gate, azals_engine;
