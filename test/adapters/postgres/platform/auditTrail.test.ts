import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Redacted } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { uuidV7 } from "../../../../adapters/ids/UuidV7.ts"
import { auditTrailLayer } from "../../../../adapters/postgres/platform/AuditTrailSql.ts"
import { TenantSql } from "../../../../adapters/postgres/TenantSql.ts"
import type { AuditBreak } from "../../../../domain/platform/audit/model/index.ts"
import { verifyAuditLinks } from "../../../../domain/platform/audit/usecases/index.ts"
import { TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { freshTenant, tenantSqlLayer } from "../../../support/tenants.ts"
import { adminUrl } from "../../../support/database.ts"

const trail = Layer.provideMerge(auditTrailLayer, tenantSqlLayer)

/** A company with twenty members, each of them an entry after that of the company itself. */
const audited = Effect.gen(function* () {
  const scope = yield* freshTenant
  const { statements } = yield* TenantSql
  for (let index = 0; index < 20; index++) {
    yield* statements(
      ({ sql, tenantId }) => sql`insert into azals.member (tenant_id, id, subject, name, role)
        values (${tenantId}, ${uuidV7()}, ${`person ${index}`}, 'A person', 'operator')`
    ).pipe(Effect.provideService(TenantScope, scope))
  }
  return scope
})

const verification = (scope: TenantScope["Service"]) =>
  verifyAuditLinks({ seq: 0, hash: "" }).pipe(Effect.provideService(TenantScope, scope))

/** What somebody with every right over the database does, who goes round every rule of it. */
const tamper = <A, E>(work: (sql: SqlClient.SqlClient) => Effect.Effect<A, E>) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) => sql.withTransaction(work(sql))).pipe(
    Effect.provide(PgClient.layer({ url: Redacted.make(adminUrl()), maxConnections: 1 })),
    Effect.scoped
  )

type Sql = SqlClient.SqlClient
type Way = (sql: Sql, id: string) => Effect.Effect<unknown, SqlError.SqlError>
type AuditReason = (typeof AuditBreak.Type)["reason"]

const ways: ReadonlyArray<readonly [name: string, seq: number, reason: AuditReason, way: Way]> = [
  [
    "a changed row",
    7,
    "changed",
    (sql, id) =>
      sql`update azals.audit set after = jsonb_set(after, '{role}', '"owner"') where tenant_id = ${id} and seq = 7`
  ],
  [
    "another actor",
    3,
    "changed",
    (sql, id) => sql`update azals.audit set actor_id = ${uuidV7()} where tenant_id = ${id} and seq = 3`
  ],
  [
    "a row that is gone",
    5,
    "missing",
    (sql, id) => sql`delete from azals.audit where tenant_id = ${id} and seq = 5`
  ],
  [
    "the first row gone",
    1,
    "missing",
    (sql, id) => sql`delete from azals.audit where tenant_id = ${id} and seq = 1`
  ],
  [
    "two rows that changed places",
    8,
    "changed",
    (sql, id) =>
      sql`update azals.audit set seq = -seq where tenant_id = ${id} and seq in (8, 12)`.pipe(
        Effect.andThen(
          sql`update azals.audit set seq = case seq when -8 then 12 else 8 end where tenant_id = ${id} and seq < 0`
        )
      )
  ],
  [
    "the last rows gone",
    18,
    "truncated",
    (sql, id) => sql`delete from azals.audit where tenant_id = ${id} and seq > 17`
  ],
  ["all rows gone", 1, "truncated", (sql, id) => sql`delete from azals.audit where tenant_id = ${id}`],
  [
    "a row rewritten with its hash",
    11,
    "changed",
    (sql, id) =>
      sql`update azals.audit a set request_id = 'forged' where tenant_id = ${id} and seq = 10`.pipe(
        Effect.andThen(
          sql`update azals.audit a set hash = sha256((select hash from azals.audit where tenant_id = ${id} and seq = 9)
            || convert_to(azals.audit_content(a), 'UTF8')) where tenant_id = ${id} and seq = 10`
        )
      )
  ],
  [
    "the last row rewritten with its hash",
    21,
    "head",
    (sql, id) =>
      sql`update azals.audit a set request_id = 'forged' where tenant_id = ${id} and seq = 21`.pipe(
        Effect.andThen(
          sql`update azals.audit a set hash = sha256((select hash from azals.audit where tenant_id = ${id} and seq = 20)
            || convert_to(azals.audit_content(a), 'UTF8')) where tenant_id = ${id} and seq = 21`
        )
      )
  ]
]

layer(trail, { excludeTestServices: true })("the audit trail", (it) => {
  it.effect.each(ways)("shows %s", ([, seq, reason, way]) =>
    Effect.gen(function* () {
      const scope = yield* audited
      const before = yield* verification(scope)
      assert.include(before, { valid: true, checked: 21 })
      assert.strictEqual(before.head.seq, 21)
      yield* tamper((sql) => way(sql, scope.tenantId))
      const after = yield* verification(scope)
      assert.deepInclude(after, { valid: false, to: seq - 1 })
      assert.deepInclude(after.firstBroken, { seq, reason })
      assert.include(after.firstBroken?.fr, `Entrée ${seq} `)
    })
  )

  it.effect("is whole and empty-headed for a company without an entry", () =>
    Effect.gen(function* () {
      const scope = yield* freshTenant
      assert.include(yield* verification(scope), { valid: true, checked: 1 })
    })
  )

  it.effect("cannot be written, changed or erased by the service's own role", () =>
    Effect.gen(function* () {
      const scope = yield* audited
      const { statements } = yield* TenantSql
      const attempts = [
        "update azals.audit set actor_id = actor_id",
        "delete from azals.audit",
        "truncate azals.audit",
        "insert into azals.audit select * from azals.audit limit 1",
        "update azals.chain_head set audit_seq = 0",
        "delete from azals.chain_head",
        "alter table azals.audit disable trigger all",
        "delete from azals.member",
        "delete from azals.api_key"
      ]
      for (const attempt of attempts) {
        const exit = yield* statements(({ sql }) => sql.unsafe(attempt)).pipe(
          Effect.provideService(TenantScope, scope),
          Effect.exit
        )
        assert.isTrue(Exit.isFailure(exit), attempt)
        assert.include(JSON.stringify(exit), "AuthorizationError", attempt)
      }
      assert.include(yield* verification(scope), { valid: true, checked: 21 })
    })
  )
})
