import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Journal, VatCode } from "../../../domain/finance/accounting/model/index.ts"
import { AlreadyExists, NotFound } from "../../../domain/shared/errors.ts"
import type { Ids } from "../../../domain/shared/Uuid.ts"
import type { Books } from "../../../ports/finance/Books.ts"
import type { TenantSql } from "../TenantSql.ts"

type Part = Pick<Books["Service"], "addJournal" | "journals" | "addVatCode" | "vatCodes">

/** Journals and VAT codes: short lists that a company sets up once. */
export const journalStatements = (
  statements: TenantSql["Service"]["statements"],
  ids: Ids["Service"]
): Part => ({
  addJournal: ({ code, kind, label }) =>
    statements(({ sql, tenantId }) =>
      Effect.gen(function* () {
        const id = yield* ids.next
        return yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: Journal,
          execute: () => sql`insert into azals.journal (tenant_id, id, code, label, kind)
            values (${tenantId}, ${id}, ${code}, ${label}, ${kind})
            on conflict (tenant_id, code) do nothing returning id, code, label, kind, version`
        })(undefined)
      })
    ).pipe(Effect.orDie, orTaken("Journal", code)),

  journals: statements(({ sql, tenantId }) =>
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: Journal,
      execute: () => sql`select id, code, label, kind, version from azals.journal
        where tenant_id = ${tenantId} order by code`
    })(undefined)
  ).pipe(Effect.orDie),

  addVatCode: (code) =>
    statements(({ sql, tenantId }) =>
      Effect.gen(function* () {
        const known =
          yield* sql`select from azals.account where tenant_id = ${tenantId} and code = ${code.account}`
        if (known.length === 0) return yield* new NotFound({ entity: "Account", id: code.account })
        const id = yield* ids.next
        return yield* SqlSchema.findOneOption({
          Request: Schema.Void,
          Result: VatCode,
          execute: () => sql`insert into azals.vat_code
              (tenant_id, id, code, label, rate_basis_points, direction, account_code)
            values (${tenantId}, ${id}, ${code.code}, ${code.label}, ${code.rateBasisPoints}, ${code.direction},
              ${code.account})
            on conflict (tenant_id, code) do nothing returning id, code, label,
              rate_basis_points as "rateBasisPoints", direction, account_code as account, active, version`
        })(undefined).pipe(Effect.orDie)
      })
    ).pipe(orTaken("VatCode", code.code)),

  vatCodes: statements(({ sql, tenantId }) =>
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: VatCode,
      execute: () => sql`select id, code, label, rate_basis_points as "rateBasisPoints", direction,
          account_code as account, active, version
        from azals.vat_code where tenant_id = ${tenantId} order by code`
    })(undefined)
  ).pipe(Effect.orDie)
})

const orTaken =
  (entity: string, key: string) =>
  <A, E, R>(inserted: Effect.Effect<Option.Option<A>, E, R>): Effect.Effect<A, E | AlreadyExists, R> =>
    Effect.flatMap(
      inserted,
      Option.match({
        onNone: () => Effect.fail(new AlreadyExists({ entity, key })),
        onSome: (row) => Effect.succeed(row)
      })
    )
