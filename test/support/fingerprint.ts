import { PgConnection } from "@effect/sql-pg"
import { Effect, type Redacted } from "effect"

/**
 * What tells one text of a company that changes with any row it has in any table: read as the administrator, past every
 * policy, in one statement on one session, planned once: it names every table.
 */
export const fingerprintOn = (admin: Redacted.Redacted) =>
  Effect.gen(function* () {
    const session = yield* PgConnection.make({ url: admin })
    const tables = yield* session.query(tenantTables)
    const sums = tables.rows.map(({ name }) => sumOf(String(name))).join(" union all ") + " order by name"
    yield* session.query(`prepare fingerprint (uuid) as ${sums}`)
    return (tenantId: string) =>
      Effect.map(Effect.orDie(session.query(`execute fingerprint ('${tenantId}')`)), ({ rows }) =>
        rows.map(({ name, sum }) => `${String(name)}=${String(sum)}`).join("\n")
      )
  }).pipe(Effect.orDie)

const sumOf = (table: string) =>
  `select '${table}' as name, count(*) || ':' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum
    from ${table} t where tenant_id = $1`

const tenantTables = `select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where n.nspname in ('azals', 'engine') and c.relkind in ('r', 'p') order by 1`
