import { PgConnection } from "@effect/sql-pg"
import { Effect, type Redacted } from "effect"

/** One text that changes with any row of the company in any table: read as the administrator, past every policy. */
export const fingerprintOn = (admin: Redacted.Redacted) => (tenantId: string) =>
  Effect.gen(function* () {
    const session = yield* PgConnection.make({ url: admin })
    const tables = yield* session.query(tenantTables)
    const sums: Array<string> = []
    for (const { name } of tables.rows) {
      const sum = `select count(*) || ':' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum
        from ${String(name)} t where tenant_id = $1`
      const { rows } = yield* session.query(sum, [tenantId])
      sums.push(`${String(name)}=${String(rows[0]?.["sum"])}`)
    }
    return sums.join("\n")
  }).pipe(Effect.scoped, Effect.orDie)

const tenantTables = `select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where n.nspname in ('azals', 'engine') and c.relkind in ('r', 'p') order by 1`
