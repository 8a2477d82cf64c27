import { PgConnection } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect, Latch, Layer, Redacted } from "effect"
import { Connect, withRequestSessions } from "../../../adapters/postgres/Connect.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { freshTenant } from "../../support/tenants.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"

const url = () => Redacted.make(serviceUrl())

const perRequest = Layer.suspend(() => Layer.provideMerge(TenantSql.layer, Connect.layerPerRequest(url())))

/** The process id of the backend that serves this unit: it names the session. */
const backend = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(({ sql }) => sql`select pg_backend_pid() as pid`)
).pipe(Effect.map(([row]) => Number(row?.["pid"])))

const stillOpen = (pids: ReadonlyArray<number>) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(({ sql }) => sql`select pid from pg_stat_activity where pid in ${sql.in(pids)}`)
  ).pipe(Effect.map((rows) => rows.length))

/** Ends a session from the server's side, as a fail-over does. */
const cut = (pid: number) =>
  Effect.scoped(
    Effect.flatMap(PgConnection.make({ url: Redacted.make(adminUrl()) }), (admin) =>
      admin.query("select pg_terminate_backend($1, 5000)", [pid])
    )
  )

const asRequest = <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.scoped(withRequestSessions(url())(work))

layer(perRequest, { excludeTestServices: true })("sessions of a request", (it) => {
  it.effect("serve its units one after the other, and never another request's", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const request = asRequest(Effect.all([backend, backend, backend]))
      const seen = yield* Effect.all(
        Array.from({ length: 8 }, () => request),
        { concurrency: "unbounded" }
      ).pipe(Effect.provideService(TenantScope, scope))
      const first = seen.map(([pid]) => pid)
      for (const pids of seen) assert.strictEqual(new Set(pids).size, 1)
      assert.strictEqual(new Set(first).size, 8)
    })
  )

  it.effect("serve its parallel units apart", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const { write } = yield* TenantSql
      const both = yield* Latch.make()
      const open = write(Effect.tap(backend, () => both.await))
      const last = write(Effect.tap(backend, () => both.open))
      const pids = yield* asRequest(Effect.all([open, last], { concurrency: 2 })).pipe(
        Effect.provideService(TenantScope, scope)
      )
      assert.strictEqual(new Set(pids).size, 2)
    })
  )

  it.effect("are replaced within the request when the server cuts them", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const [before, after] = yield* asRequest(
        Effect.gen(function* () {
          const pid = yield* backend
          yield* cut(pid)
          yield* Effect.exit(backend)
          return [pid, yield* backend]
        })
      ).pipe(Effect.provideService(TenantScope, scope))
      assert.notStrictEqual(before, after)
    })
  )

  it.effect("are closed with it", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const pid = yield* Effect.provideService(asRequest(backend), TenantScope, scope)
      const open = Effect.provideService(stillOpen([pid]), TenantScope, scope)
      yield* Effect.repeat(open, { until: (count) => count === 0, times: 100 })
      assert.strictEqual(yield* open, 0)
    })
  )
})
