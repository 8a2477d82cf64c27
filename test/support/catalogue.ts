/**
 * Each query answers one row for each thing in the catalogue that breaks a rule of tenancy, named in `what`.
 * All run as the administrator.
 */
export const faults = {
  "a tenant table has tenant_id, never null": `
    select t.name as what from ${tables()} t where not exists (select from pg_attribute a
      where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnotnull and a.atttypid = 'uuid'::regtype)`,

  "a primary key starts with tenant_id": `
    select t.name as what from ${tables()} t where not exists (select from pg_index i where i.indrelid = t.oid
      and i.indisprimary and i.indkey[0] = ${tenantColumn("t.oid")})`,

  "a unique constraint or index starts with tenant_id": `
    select i.indexrelid::regclass::text as what from ${tables()} t join pg_index i on i.indrelid = t.oid
    where i.indisunique and i.indkey[0] is distinct from ${tenantColumn("t.oid")}`,

  "a foreign key starts with tenant_id on both sides": `
    select t.name || '.' || c.conname as what from ${tables()} t join pg_constraint c on c.conrelid = t.oid
    where c.contype = 'f' and (c.conkey[1] is distinct from ${tenantColumn("c.conrelid")}
      or c.confkey[1] is distinct from ${tenantColumn("c.confrelid")})`,

  "row-level security is on and forced": `
    select t.name as what from ${tables()} t join pg_class c on c.oid = t.oid
    where not (c.relrowsecurity and c.relforcerowsecurity)`,

  "there is one policy, for all commands and all roles, with the canonical expression on both sides": `
    select t.name as what from ${tables()} t where (select count(*) from pg_policy p where p.polrelid = t.oid) <> 1
      or exists (select from pg_policy p where p.polrelid = t.oid and not (p.polpermissive and p.polcmd = '*'
        and p.polroles = '{0}' and pg_get_expr(p.polqual, p.polrelid) = ${canonical()}
        and pg_get_expr(p.polwithcheck, p.polrelid) = ${canonical()}))`,

  "PUBLIC has no right on a table, view or sequence": `
    select c.oid::regclass::text as what from pg_class c cross join aclexplode(c.relacl) r
    where ${ours("c.relnamespace")} and r.grantee = 0`,

  "azals_app owns nothing, and may neither truncate nor reference nor add triggers": `
    select c.oid::regclass::text as what from pg_class c where c.relowner = 'azals_app'::regrole
    union all select c.oid::regclass || ' ' || r.privilege_type from pg_class c cross join aclexplode(c.relacl) r
    where ${ours("c.relnamespace")} and r.grantee = 'azals_app'::regrole
      and r.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE')`,

  "a security-definer function fixes its search path, with pg_temp last": `
    select p.oid::regprocedure::text as what from pg_proc p where ${ours("p.pronamespace")} and p.prosecdef
      and not exists (select from unnest(p.proconfig) s where s ~ '^search_path=.*, pg_temp$')`,

  "PUBLIC executes no function": `
    select p.oid::regprocedure::text as what from pg_proc p where ${ours("p.pronamespace")}
      and (p.proacl is null or exists (select from aclexplode(p.proacl) r where r.grantee = 0))`,

  "azals_app has no right in the schema engine": `
    select 'schema engine' as what where has_schema_privilege('azals_app', 'engine', 'usage')
    union all select c.oid::regclass::text from pg_class c cross join aclexplode(c.relacl) r
    where c.relnamespace = 'engine'::regnamespace and r.grantee = 'azals_app'::regrole`,

  "a view runs with the rights of its reader": `
    select c.oid::regclass::text as what from pg_class c where ${ours("c.relnamespace")} and c.relkind in ('v', 'm')
      and not coalesce(c.reloptions @> '{security_invoker=true}', false)`,

  "no role of ours is powerful": `
    select rolname as what from pg_roles where rolname in ${roles()}
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,

  "the login inherits nothing by default, owns nothing, and cannot become the owner": `
    select 'inherits' as what from pg_roles where rolname = 'azals_login' and rolinherit
    union all select 'owns ' || c.oid::regclass from pg_class c where c.relowner = 'azals_login'::regrole
    union all select 'member of azals_owner' where pg_has_role('azals_login', 'azals_owner', 'member')
    union all select 'has azals_app without dropping to it' where pg_has_role('azals_login', 'azals_app', 'usage')`
} as const

/** The tenant tables: everything that holds rows in the schema of the business. */
function tables() {
  return `(select oid, oid::regclass::text as name from pg_class
    where relnamespace = 'azals'::regnamespace and relkind in ('r', 'p'))`
}

function tenantColumn(table: string) {
  return `(select a.attnum from pg_attribute a where a.attrelid = ${table} and a.attname = 'tenant_id')`
}

function canonical() {
  return `'(tenant_id = (NULLIF(current_setting(''azals.tenant_id''::text, true), ''''::text))::uuid)'`
}

function ours(namespace: string) {
  return `${namespace} in ('azals'::regnamespace, 'engine'::regnamespace)`
}

function roles() {
  return `('azals_owner', 'azals_app', 'azals_gate', 'azals_engine', 'azals_login')`
}
