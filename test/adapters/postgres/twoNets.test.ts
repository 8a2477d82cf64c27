import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { nodeHost } from "../../support/hosts.ts"
import { jobPorts } from "../../support/jobs/jobPorts.ts"
import { seededCompany } from "../../support/seeds.ts"
import { freshTenant, tenantSqlLayer, tenantSqlOn } from "../../support/tenants.ts"
import { fingerprintOn } from "../../support/fingerprint.ts"
import { withoutPolicies } from "../../support/withoutPolicies.ts"
import { adminUrl } from "../../support/database.ts"

const world = Layer.merge(nodeHost, Layer.provideMerge(jobPorts, tenantSqlLayer))

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("SQL that forgot the tenant", (it) => {
  it.effect("reads, changes and deletes no row of another company, in any table", () =>
    Effect.gen(function* () {
      const [ours, theirs] = [yield* seededCompany("Nous"), yield* seededCompany("Eux")]
      const rowsOf = yield* fingerprintOn(Redacted.make(adminUrl()))
      const before = yield* rowsOf(theirs.scope.tenantId)
      const tables = yield* asCompany(ours.scope, tenantTables)
      assert.isAtLeast(tables.length, 8)
      for (const table of tables) {
        const seen = yield* asCompany(ours.scope, `select distinct tenant_id::text as name from ${table}`)
        assert.deepStrictEqual(
          seen.filter((tenant) => tenant !== ours.scope.tenantId),
          [],
          table
        )
        yield* Effect.exit(asCompany(ours.scope, `update ${table} set tenant_id = tenant_id`))
        yield* Effect.exit(asCompany(ours.scope, `delete from ${table}`))
      }
      assert.strictEqual(yield* rowsOf(theirs.scope.tenantId), before)
    })
  )
})

/** The test of the test: with the policies off and no predicate, the other company's rows are seen. */
const bare = Layer.unwrap(Effect.map(withoutPolicies, ({ service }) => tenantSqlOn(service)))

layer(bare, { excludeTestServices: true, timeout: "60 seconds" })("without either net", (it) => {
  it.effect("a forgotten predicate shows another company's rows", () =>
    Effect.gen(function* () {
      const [ours, theirs] = [yield* freshTenant, yield* freshTenant]
      const seen = yield* asCompany(ours, "select tenant_id::text as name from azals.tenant")
      assert.includeMembers(seen, [ours.tenantId, theirs.tenantId])
    })
  )
})

const tenantTables = `select c.oid::regclass::text as name from pg_class c
  where c.relnamespace = 'azals'::regnamespace and c.relkind in ('r', 'p') order by 1`

const asCompany = (scope: TenantScope["Service"], statement: string) =>
  Effect.flatMap(TenantSql, ({ statements }) => statements(({ sql }) => sql.unsafe(statement))).pipe(
    Effect.map((rows) => rows.map((row) => String(Object.values(row)[0]))),
    Effect.provideService(TenantScope, scope)
  )
