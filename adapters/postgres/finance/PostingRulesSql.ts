import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  AccountCode,
  type NewPostingRule,
  PostingRule,
  type PostingRuleId
} from "../../../domain/finance/accounting/model/index.ts"
import { AlreadyExists, NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const postingRulesLayer = Layer.effect(
  PostingRules,
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const ids = yield* Ids
    return PostingRules.of({
      add: (rule) =>
        statements((unit) =>
          Effect.gen(function* () {
            yield* assertOwn(unit, rule)
            const inserted = yield* insert(unit, yield* ids.next, rule)
            if (Option.isSome(inserted)) return inserted.value
            const key = [rule.eventType, rule.product ?? "*", rule.vatCode ?? "*"].join(" / ")
            return yield* new AlreadyExists({ entity: "PostingRule", key })
          })
        ),
      change: (id, version, { vatAccount, ...change }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const before = yield* found(unit, id)
            const { vatAccount: old, ...rest } = { ...before, ...change }
            const account = vatAccount === undefined ? old : (vatAccount ?? undefined)
            const after = account === undefined ? rest : { ...rest, vatAccount: account }
            yield* assertOwn(unit, after)
            const changed = yield* update(unit, version, after)
            if (Option.isSome(changed)) return changed.value
            return yield* new VersionConflict({ entity: "PostingRule", id, current: before.version })
          })
        ),
      list: (eventType, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          return rows(
            unit,
            unit.sql`(${eventType ?? null}::text is null or event_type = ${eventType ?? null})
              and (${cursor}::uuid is null or id > ${cursor}::uuid) order by id limit ${limit}`
          )
        }),
      active: (eventTypes) =>
        statements((unit) =>
          rows(
            unit,
            unit.sql`active and event_type in
              (select jsonb_array_elements_text(${JSON.stringify(eventTypes)}::jsonb)) order by id`
          )
        )
    })
  })
)

const columns = `id, event_type as "eventType", product, vat_code as "vatCode", journal_code as journal,
  control_account as "controlAccount", net_account as "netAccount", vat_account as "vatAccount", side, active, version`

const Row = Schema.Struct({
  ...PostingRule.fields,
  product: Schema.NullOr(Schema.String),
  vatCode: Schema.NullOr(Schema.String),
  vatAccount: Schema.NullOr(AccountCode)
})

const toRule = ({ product, vatAccount, vatCode, ...row }: typeof Row.Type): PostingRule => ({
  ...row,
  ...(product === null ? {} : { product }),
  ...(vatCode === null ? {} : { vatCode }),
  ...(vatAccount === null ? {} : { vatAccount })
})

const rows = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select ${sql.literal(columns)} from azals.posting_rule
      where tenant_id = ${tenantId} and ${condition}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((all) => all.map(toRule))
  )

const found = (unit: TenantStatements, id: PostingRuleId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([rule]) =>
    rule === undefined ? Effect.fail(new NotFound({ entity: "PostingRule", id })) : Effect.succeed(rule)
  )

const written = (query: Effect.Effect<ReadonlyArray<unknown>, unknown>) =>
  SqlSchema.findOneOption({ Request: Schema.Void, Result: Row, execute: () => query })(undefined).pipe(
    Effect.orDie,
    Effect.map(Option.map(toRule))
  )

const insert = ({ sql, tenantId }: TenantStatements, id: string, rule: NewPostingRule) =>
  written(sql`insert into azals.posting_rule (tenant_id, id, event_type, product, vat_code, journal_code,
      control_account, net_account, vat_account, side)
    values (${tenantId}, ${id}, ${rule.eventType}, ${rule.product ?? null}, ${rule.vatCode ?? null}, ${rule.journal},
      ${rule.controlAccount}, ${rule.netAccount}, ${rule.vatAccount ?? null}, ${rule.side})
    on conflict do nothing returning ${sql.literal(columns)}`)

const update = ({ sql, tenantId }: TenantStatements, version: number, rule: PostingRule) =>
  written(sql`update azals.posting_rule set journal_code = ${rule.journal}, control_account = ${rule.controlAccount},
      net_account = ${rule.netAccount}, vat_account = ${rule.vatAccount ?? null}, side = ${rule.side},
      active = ${rule.active}, version = version + 1
    where tenant_id = ${tenantId} and id = ${rule.id} and version = ${version} returning ${sql.literal(columns)}`)

const Missing = Schema.Struct({ entity: Schema.String, id: Schema.String })

/** The journal, the accounts and the VAT code that a rule names are the company's. */
const assertOwn = ({ sql, tenantId }: TenantStatements, rule: NewPostingRule) => {
  const accounts = [
    rule.controlAccount,
    rule.netAccount,
    ...(rule.vatAccount === undefined ? [] : [rule.vatAccount])
  ]
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: Missing,
    execute: () => sql`
      select 'Journal' as entity, ${rule.journal}::text as id where not exists
        (select from azals.journal where tenant_id = ${tenantId} and code = ${rule.journal})
      union all select 'Account', c from jsonb_array_elements_text(${JSON.stringify(accounts)}::jsonb) c where not exists
        (select from azals.account where tenant_id = ${tenantId} and code = c)
      union all select 'VatCode', ${rule.vatCode ?? null}::text where ${rule.vatCode ?? null}::text is not null
        and not exists (select from azals.vat_code where tenant_id = ${tenantId} and code = ${rule.vatCode ?? null})`
  })(undefined).pipe(
    Effect.orDie,
    Effect.flatMap(([missing]) => (missing === undefined ? Effect.void : Effect.fail(new NotFound(missing))))
  )
}
