import { PgConnection } from "@effect/sql-pg"
import { Effect } from "effect"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { benchDatabase } from "../support/benchDatabase.ts"
import { companies, doorTo } from "../support/companies.ts"
import { median, round } from "../support/load.ts"

/**
 * What role, tenant binding and row-level security cost: microseconds of one query, one after the other, on one
 * connection each. `unit` is the door; `transaction` the same query between BEGIN and COMMIT, waited for one by one, as
 * a superuser, under no policy; `bare` the query alone, in no transaction.
 */
export const tenancy = ({ rounds, queries }: { readonly rounds: number; readonly queries: number }) =>
  Effect.gen(function* () {
    const { admin, service } = yield* benchDatabase
    const door = doorTo(service, 1)
    return yield* Effect.gen(function* () {
      const [company] = yield* companies(1)
      if (company === undefined) return yield* Effect.die("no company")
      const { read, statements } = yield* TenantSql
      const session = yield* PgConnection.make({ url: admin, multiplex: true })
      const text = "select name, version from azals.tenant where tenant_id = $1"
      const query = session.query(text, [company.scope.tenantId])
      const sides = {
        unit: read(
          statements(
            ({ sql, tenantId }) => sql`select name, version from azals.tenant where tenant_id = ${tenantId}`
          )
        ).pipe(Effect.provideService(TenantScope, company.scope)),
        transaction: session
          .query("BEGIN")
          .pipe(Effect.andThen(query), Effect.andThen(session.query("COMMIT"))),
        bare: query
      }
      const microseconds: Record<keyof typeof sides, Array<number>> = { unit: [], transaction: [], bare: [] }
      for (let turn = 0; turn <= rounds; turn++) {
        for (const side of ["unit", "transaction", "bare"] as const) {
          const started = performance.now()
          for (let i = 0; i < queries; i++) yield* sides[side]
          if (turn > 0) microseconds[side].push(Math.round(((performance.now() - started) * 1000) / queries))
        }
      }
      const cost = (side: keyof typeof sides) => median(microseconds[side])
      return {
        queriesPerRound: queries,
        microseconds,
        unitOverTransaction: round(cost("unit") / cost("transaction")),
        unitOverBare: round(cost("unit") / cost("bare"))
      }
    }).pipe(Effect.provide(door))
  }).pipe(Effect.scoped)
