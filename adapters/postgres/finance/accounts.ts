import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Account, type AccountId } from "../../../domain/finance/accounting/model/index.ts"
import { AlreadyExists, NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import type { Books } from "../../../ports/finance/Books.ts"
import type { TenantSql, TenantStatements } from "../TenantSql.ts"

type Part = Pick<Books["Service"], "addAccounts" | "addAccount" | "changeAccount" | "accounts">

/** The chart of accounts in `azals.account`. */
export const accountStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  addAccounts: (accounts) =>
    statements(
      ({ sql, tenantId }) => sql`insert into azals.account (tenant_id, code, label)
        select ${tenantId}, a.code, a.label
        from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as a (code text, label text)
        on conflict (tenant_id, code) do nothing returning id`
    ).pipe(Effect.map((rows) => rows.length)),

  addAccount: ({ code, label }) =>
    statements(({ sql, tenantId }) =>
      one(
        sql`insert into azals.account (tenant_id, code, label) values (${tenantId}, ${code}, ${label})
          on conflict (tenant_id, code) do nothing returning id, code, label, active, version`
      )
    ).pipe(
      Effect.flatMap(
        Option.match({
          onNone: () => Effect.fail(new AlreadyExists({ entity: "Account", key: code })),
          onSome: Effect.succeed
        })
      )
    ),

  changeAccount: (id, version, { active, label }) =>
    statements((unit) =>
      Effect.flatMap(
        one(unit.sql`update azals.account set version = version + 1,
            label = coalesce(${label ?? null}, label), active = coalesce(${active ?? null}::boolean, active)
          where tenant_id = ${unit.tenantId} and id = ${id} and version = ${version}
          returning id, code, label, active, version`),
        Option.match({ onNone: () => missing(unit, id), onSome: Effect.succeed })
      )
    ),

  accounts: ({ active, prefix }, limit, after) =>
    statements(({ sql, tenantId }) =>
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: Account,
        execute: () => sql`select id, code, label, active, version from azals.account
          where tenant_id = ${tenantId} and starts_with(code, ${prefix ?? ""}) and code > ${Option.getOrElse(after, () => "")}
            and (${active ?? null}::boolean is null or active = ${active ?? null}::boolean)
          order by code limit ${limit}`
      })(undefined)
    ).pipe(Effect.orDie)
})

const one = (query: Effect.Effect<ReadonlyArray<unknown>, unknown>) =>
  SqlSchema.findOneOption({ Request: Schema.Void, Result: Account, execute: () => query })(undefined).pipe(
    Effect.orDie
  )

const missing = ({ sql, tenantId }: TenantStatements, id: AccountId) =>
  Effect.flatMap(
    one(
      sql`select id, code, label, active, version from azals.account where tenant_id = ${tenantId} and id = ${id}`
    ),
    Option.match({
      onNone: (): Effect.Effect<never, NotFound | VersionConflict> =>
        Effect.fail(new NotFound({ entity: "Account", id })),
      onSome: ({ version }) => Effect.fail(new VersionConflict({ entity: "Account", id, current: version }))
    })
  )
