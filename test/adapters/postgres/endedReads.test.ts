import { PgConnection } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect, Fiber, Layer, Redacted } from "effect"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"
import { freshTenant } from "../../support/tenants.ts"

/** One session for all: whoever comes next has the session of the read before. */
const oneSession = Layer.suspend(() =>
  Layer.provideMerge(
    TenantSql.layer,
    Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 1 })
  )
)

const readOf = (scope: TenantScope["Service"]) =>
  Effect.flatMap(TenantSql, ({ read, statements }) =>
    read(
      statements(
        ({ sql }) => sql`select current_setting('azals.tenant_id') as tenant, pg_backend_pid() as pid`
      )
    )
  ).pipe(
    Effect.map(([row]) => row),
    Effect.provideService(TenantScope, scope)
  )

/** What the session is bound to outside of any unit, as the gate uses it. */
const bare = Effect.scoped(
  Effect.flatMap(Connect, ({ open }) =>
    Effect.flatMap(open, (session) =>
      session.query(`select current_user = session_user as login, current_setting('transaction_read_only') = 'off' as alone,
        coalesce(current_setting('azals.tenant_id', true), '') as tenant, pg_backend_pid() as pid`)
    )
  )
).pipe(Effect.map(({ rows }) => rows[0]))

const stateOf = (pid: unknown) =>
  Effect.scoped(
    Effect.flatMap(PgConnection.make({ url: Redacted.make(adminUrl()) }), (admin) =>
      admin.query("select state from pg_stat_activity where pid = $1", [pid])
    )
  ).pipe(Effect.map(({ rows }) => rows[0]?.["state"]))

layer(oneSession, { excludeTestServices: true })("a read whose COMMIT nobody waits for", (it) => {
  it.effect("has ended before the session's next holder sends anything", () =>
    Effect.gen(function* () {
      const first = yield* freshTenant
      const second = yield* freshTenant
      const before = yield* readOf(first)
      const after = yield* bare
      assert.deepStrictEqual(after, { login: true, alone: true, tenant: "", pid: before?.["pid"] })
      assert.deepStrictEqual(yield* readOf(first), { tenant: first.tenantId, pid: before?.["pid"] })
      assert.deepStrictEqual(yield* readOf(second), { tenant: second.tenantId, pid: before?.["pid"] })
    })
  )

  it.effect("leaves a write of the same session a transaction of its own", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const { write, statements } = yield* TenantSql
      yield* readOf(scope)
      const changed = yield* write(
        statements(
          ({ sql, tenantId }) =>
            sql`update azals.tenant set name = 'Après' where tenant_id = ${tenantId} returning name`
        )
      ).pipe(Effect.provideService(TenantScope, scope))
      assert.deepStrictEqual(changed, [{ name: "Après" }])
    })
  )

  it.effect("has ended soon, also when nobody takes the session", () =>
    Effect.gen(function* () {
      const row = yield* readOf(yield* freshTenant)
      const state = yield* Effect.repeat(stateOf(row?.["pid"]), {
        until: (seen) => seen === "idle",
        times: 200
      })
      assert.strictEqual(state, "idle")
    })
  )

  it.effect("has ended also when its next holder is interrupted at any step", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      for (let steps = 0; steps < 60; steps++) {
        yield* readOf(scope)
        const taker = yield* Effect.forkChild(bare)
        for (let step = 0; step < steps % 20; step++) yield* Effect.yieldNow
        yield* Fiber.interrupt(taker)
        const after = yield* bare
        assert.strictEqual(after?.["alone"], true)
        assert.strictEqual(after?.["login"], true)
      }
    })
  )
})
