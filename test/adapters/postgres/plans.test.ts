import type { SqlClient } from "effect/sql"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { Client } from "pg"
import { inject } from "vitest"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { copyMigrated, onDatabase } from "../../support/database.ts"
import { freshTenant, tenantSqlOn } from "../../support/tenants.ts"

const name = `azals_plans_${process.pid}`
const admin = onDatabase(inject("adminUrl"), name)
const service = onDatabase(inject("serviceUrl"), name)

beforeAll(() => copyMigrated(Redacted.make(inject("adminUrl")), name))
afterAll(async () => {
  const client = new Client(inject("adminUrl"))
  await client.connect()
  await client.query(`drop database ${name} with (force)`)
  await client.end()
})

/** Statistics as autovacuum makes them: from here on the planner knows that one company has nearly every row. */
const analyze = Effect.promise(async () => {
  const client = new Client(admin)
  await client.connect()
  await client.query("analyze")
  await client.end()
})

/** The numbers from one to another as a posted entry and an event each. */
const work = (
  sql: SqlClient.SqlClient,
  books: { readonly journal: string; readonly year: string },
  from: number,
  to: number
) => sql`
  with posted as materialized (
    select n from generate_series(${from}::integer, ${to}::integer) n, lateral azals.post_entry(
      uuidv7(), ${books.journal}::uuid, ${books.year}::uuid, '2025-01-01'::date, 'Sale', 'F-' || n, null, null, null,
      null, jsonb_build_array(
        jsonb_build_object('id', uuidv7(), 'position', 1, 'account', '411000', 'label', 'x', 'debit', n, 'credit', 0),
        jsonb_build_object('id', uuidv7(), 'position', 2, 'account', '707000', 'label', 'x', 'debit', 0, 'credit', n))))
  insert into azals.outbox (id, type, entity_id, payload) select uuidv7(), 'entry.posted', n, '{}' from posted`

describe("a company that has nearly the whole database", () => {
  it.live("writes without reading through what it has", () =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const scope = yield* freshTenant
      yield* Effect.gen(function* () {
        const books = { journal: uuidV7(), year: uuidV7() }
        yield* statements(({ sql, tenantId }) =>
          Effect.all([
            sql`insert into azals.account (tenant_id, code, label) values (${tenantId}, '411000', 'Clients'),
              (${tenantId}, '707000', 'Ventes')`,
            sql`insert into azals.journal (tenant_id, id, code, label, kind)
              values (${tenantId}, ${books.journal}, 'VE', 'Ventes', 'sales')`,
            sql`insert into azals.fiscal_year (tenant_id, id, starts, ends)
              values (${tenantId}, ${books.year}, '2025-01-01', '2025-12-31')`
          ])
        )
        for (let from = 1; from < 4_000; from += 500) {
          yield* statements(({ sql }) => work(sql, books, from, from + 499))
        }
        yield* analyze
        // A cached plan of a trigger is one for any company: what a session comes to after some uses.
        const [, , , readThrough] = yield* statements(({ sql }) =>
          Effect.all([
            sql`set local plan_cache_mode = force_generic_plan`,
            work(sql, books, 4_001, 4_001),
            sql`set constraints all immediate`,
            sql`select t.relname as name from pg_stat_xact_user_tables t join pg_class c on c.oid = t.relid
              where t.seq_scan > 0 and c.reltuples > 1000`
          ])
        )
        assert.deepStrictEqual(readThrough, [])
      }).pipe(Effect.provideService(TenantScope, scope))
    }).pipe(Effect.provide(tenantSqlOn(Redacted.make(service))))
  )
})
