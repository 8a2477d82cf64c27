import { assert, layer } from "@effect/vitest"
import { Cause, Effect, Exit } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { freshTenant, tenantSqlLayer } from "../../support/tenants.ts"

const insertMember = (id: string, subject: string) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`insert into azals.member (tenant_id, id, subject, name, role)
        values (${tenantId}, ${id}, ${subject}, 'A person', 'owner')`
    )
  )

const subjects = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(({ sql }) => sql`select subject from azals.member order by subject`)
).pipe(Effect.map((rows) => rows.map((row) => Object.values(row)[0])))

layer(tenantSqlLayer, { excludeTestServices: true })("TenantSql", (it) => {
  it.effect("runs every unit under the powerless role, and nothing of it survives the unit", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const { statements } = yield* TenantSql
      const rows = yield* statements(
        ({ sql }) => sql`select current_user as role, current_setting('azals.tenant_id') as tenant`
      ).pipe(Effect.provideService(TenantScope, scope))
      assert.deepStrictEqual({ ...rows[0] }, { role: "azals_app", tenant: scope.tenantId })
    })
  )

  it.effect("stops a statement of a request after 15 seconds, of a job's long unit after ten minutes", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const { statements, write, writeAtLength } = yield* TenantSql
      const limit = Effect.map(
        statements(({ sql }) => sql`select current_setting('statement_timeout') as stops`),
        (rows) => Object.values(rows[0] ?? {})[0]
      )
      const limits = yield* Effect.all([limit, write(limit), writeAtLength(limit), limit]).pipe(
        Effect.provideService(TenantScope, scope)
      )
      assert.deepStrictEqual(limits, ["15s", "15s", "10min", "15s"])
    })
  )

  it.effect("lets a process that froze inside a unit hold its locks for a minute at most", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const { statements } = yield* TenantSql
      const rows = yield* statements(
        ({ sql }) => sql`select current_setting('idle_in_transaction_session_timeout') as silence`
      ).pipe(Effect.provideService(TenantScope, scope))
      assert.deepStrictEqual({ ...rows[0] }, { silence: "1min" })
    })
  )

  it.effect("shows a tenant its own rows only, even to SQL that names no tenant", () =>
    Effect.gen(function* () {
      const [ours, theirs] = [yield* freshTenant, yield* freshTenant]
      yield* Effect.provideService(insertMember(uuidV7(), "ours"), TenantScope, ours)
      yield* Effect.provideService(insertMember(uuidV7(), "theirs"), TenantScope, theirs)
      assert.deepStrictEqual(yield* Effect.provideService(subjects, TenantScope, ours), ["ours"])
      assert.deepStrictEqual(yield* Effect.provideService(subjects, TenantScope, theirs), ["theirs"])
    })
  )

  it.effect("refuses a row of another tenant, whatever the SQL says", () =>
    Effect.gen(function* () {
      const [ours, theirs] = [yield* freshTenant, yield* freshTenant]
      const { statements } = yield* TenantSql
      const exit = yield* statements(
        ({ sql }) => sql`insert into azals.member (tenant_id, id, subject, name, role)
          values (${theirs.tenantId}, ${uuidV7()}, 'intruder', 'X', 'owner')`
      ).pipe(Effect.provideService(TenantScope, ours), Effect.exit)
      assert.isTrue(Exit.isFailure(exit))
      assert.deepStrictEqual(yield* Effect.provideService(subjects, TenantScope, theirs), [])
    })
  )

  it.effect("undoes the whole unit when it fails, and only the inner part when the outer goes on", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const { write } = yield* TenantSql
      const failing = write(Effect.andThen(insertMember(uuidV7(), "undone"), Effect.fail("no")))
      yield* Effect.exit(Effect.provideService(failing, TenantScope, scope))
      assert.deepStrictEqual(yield* Effect.provideService(subjects, TenantScope, scope), [])
      yield* write(
        Effect.gen(function* () {
          yield* insertMember(uuidV7(), "kept")
          yield* Effect.ignore(failing)
          yield* write(insertMember(uuidV7(), "kept too"))
        })
      ).pipe(Effect.provideService(TenantScope, scope))
      assert.deepStrictEqual(yield* Effect.provideService(subjects, TenantScope, scope), ["kept", "kept too"])
    })
  )

  it.effect("dies on a second tenant inside a unit", () =>
    Effect.gen(function* () {
      const [ours, theirs] = [yield* freshTenant, yield* freshTenant]
      const { write } = yield* TenantSql
      const exit = yield* write(Effect.provideService(subjects, TenantScope, theirs)).pipe(
        Effect.provideService(TenantScope, ours),
        Effect.exit
      )
      assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
    })
  )

  it.effect("keeps the pool usable after an interrupted unit", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      const { write, statements } = yield* TenantSql
      const unit = write(
        Effect.andThen(
          insertMember(uuidV7(), "interrupted"),
          statements(({ sql }) => sql`select pg_sleep(0.3)`)
        )
      )
      yield* Effect.provideService(unit, TenantScope, scope).pipe(Effect.timeoutOption("50 millis"))
      assert.deepStrictEqual(yield* Effect.provideService(subjects, TenantScope, scope), [])
    }).pipe(Effect.repeat({ times: 2 }))
  )
})
