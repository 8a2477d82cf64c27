import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  AccountCode,
  EntryId,
  type Instalment,
  type NewSpread,
  Prorata,
  type Spread,
  SpreadId,
  SpreadKind,
  type SpreadPlan,
  SpreadState
} from "../../../domain/finance/accounting/model/index.ts"
import { NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../domain/shared/Money.ts"
import { Spreads } from "../../../ports/finance/Spreads.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const spreadsLayer = Layer.effect(
  Spreads,
  Effect.map(TenantSql, ({ statements }) =>
    Spreads.of({
      add: (id, spread, instalments) =>
        statements((unit) =>
          Effect.andThen(insert(unit, id, spread, instalments), Effect.orDie(found(unit, id)))
        ),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.spread where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            found(unit, id)
          )
        ),
      list: (state, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          return rows(
            unit,
            unit.sql`(${state ?? null}::text is null or s.state = ${state ?? null})
              and (${cursor}::uuid is null or s.id < ${cursor}::uuid) order by s.id desc limit ${limit}`
          )
        }),
      settle: (id, entries, state) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            yield* sql`update azals.spread_instalment i set state = 'posted', entry_id = e."entryId"
              from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e (number integer, "entryId" uuid)
              where i.tenant_id = ${tenantId} and i.spread_id = ${id} and i.number = e.number and i.state = 'planned'`
            yield* sql`update azals.spread set state = ${state}, version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and state = 'running'`
            return yield* found(unit, id)
          })
        ),
      cancel: (id, version) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const changed = yield* sql`update azals.spread set state = 'cancelled', version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and version = ${version} and state = 'running' returning id`
            if (changed.length === 0) {
              const current = yield* found(unit, id)
              return yield* new VersionConflict({ entity: "Spread", id, current: current.version })
            }
            yield* sql`update azals.spread_instalment set state = 'cancelled'
              where tenant_id = ${tenantId} and spread_id = ${id} and state = 'planned'`
            return yield* found(unit, id)
          })
        )
    })
  )
)

const insert = (
  { sql, tenantId }: TenantStatements,
  id: SpreadId,
  spread: NewSpread,
  instalments: ReadonlyArray<Omit<Instalment, "state" | "entryId">>
) => {
  const { analytics, documentRef, months, prorata, total } = spread
  const planned = instalments.map(({ amount, residue, ...rest }) => ({
    ...rest,
    amount: amount.minor.toString(),
    residue: residue.minor.toString()
  }))
  return Effect.andThen(
    sql`insert into azals.spread (tenant_id, id, kind, journal_code, label, document_ref, currency, total,
        debit_account, credit_account, starts, months, prorata, analytics)
      values (${tenantId}, ${id}, ${spread.kind}, ${spread.journal}, ${spread.label}, ${documentRef ?? null},
        ${total.currency}, ${total.minor.toString()}::bigint, ${spread.debitAccount}, ${spread.creditAccount},
        ${spread.starts}::date, ${months ?? null}, ${prorata ?? null},
        ${analytics === undefined ? null : JSON.stringify(analytics)}::jsonb)`,
    sql`insert into azals.spread_instalment (tenant_id, spread_id, number, due_date, amount, residue, reverses)
      select ${tenantId}, ${id}, i.number, i.date, i.amount, i.residue, i.reverses
      from jsonb_to_recordset(${JSON.stringify(planned)}::jsonb)
        as i (number integer, date date, amount bigint, residue bigint, reverses boolean)`
  )
}

const Row = Schema.Struct({
  id: SpreadId,
  kind: SpreadKind,
  journal: Schema.String,
  label: Schema.String,
  documentRef: Schema.NullOr(Schema.String),
  currency: CurrencyCode,
  total: Schema.BigIntFromString,
  debitAccount: AccountCode,
  creditAccount: AccountCode,
  starts: LocalDate,
  months: Schema.NullOr(Schema.Int),
  prorata: Schema.NullOr(Prorata),
  analytics: Schema.NullOr(Schema.Record(Schema.String, Schema.String)),
  state: SpreadState,
  posted: Schema.BigIntFromString,
  version: Schema.Int
})

const rows = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select s.id, s.kind, s.journal_code as journal, s.label, s.document_ref as "documentRef",
        s.currency, s.total::text as total, s.debit_account as "debitAccount", s.credit_account as "creditAccount",
        s.starts::text as starts, s.months, s.prorata, s.analytics, s.state, s.version,
        (select coalesce(sum(i.amount), 0)::text from azals.spread_instalment i where i.tenant_id = ${tenantId}
          and i.spread_id = s.id and i.state = 'posted' and not i.reverses) as posted
      from azals.spread s where s.tenant_id = ${tenantId} and ${condition}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((all) => all.map(toSpread))
  )

const toSpread = (row: typeof Row.Type): Spread => {
  const { analytics, currency, documentRef, months, posted, prorata, total, ...rest } = row
  return {
    ...rest,
    total: money(total, currency),
    posted: money(posted, currency),
    ...(documentRef === null ? {} : { documentRef }),
    ...(months === null ? {} : { months }),
    ...(prorata === null ? {} : { prorata }),
    ...(analytics === null ? {} : { analytics })
  }
}

const InstalmentRow = Schema.Struct({
  number: Schema.Int,
  date: LocalDate,
  amount: Schema.BigIntFromString,
  residue: Schema.BigIntFromString,
  reverses: Schema.Boolean,
  state: Schema.Literals(["planned", "posted", "cancelled"]),
  entryId: Schema.NullOr(EntryId)
})

const found = (unit: TenantStatements, id: SpreadId): Effect.Effect<SpreadPlan, NotFound> =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const [spread] = yield* rows(unit, sql`s.id = ${id}`)
    if (spread === undefined) return yield* new NotFound({ entity: "Spread", id })
    const instalments = yield* Effect.orDie(
      SqlSchema.findAll({
        Request: Schema.Void,
        Result: InstalmentRow,
        execute:
          () => sql`select number, due_date::text as date, amount::text as amount, residue::text as residue,
            reverses, state, entry_id as "entryId"
          from azals.spread_instalment where tenant_id = ${tenantId} and spread_id = ${id} order by number`
      })(undefined)
    )
    const { currency } = spread.total
    return {
      ...spread,
      instalments: instalments.map(({ amount, residue, ...rest }) => ({
        ...rest,
        amount: money(amount, currency),
        residue: money(residue, currency)
      }))
    }
  })
