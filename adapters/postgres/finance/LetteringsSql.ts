import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  AccountCode,
  type LetteredPart,
  type Lettering,
  letteringCode,
  LetteringId,
  LineId,
  type OpenLine
} from "../../../domain/finance/accounting/model/index.ts"
import { NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../domain/shared/Money.ts"
import { Letterings } from "../../../ports/finance/Letterings.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const letteringsLayer = Layer.effect(
  Letterings,
  Effect.map(TenantSql, ({ statements }) =>
    Letterings.of({
      openLines: (ids) => statements((unit) => heldLines(unit, ids)),
      listOpen: ({ account, asOf, party }, limit, after) =>
        statements((unit) => {
          const { sql } = unit
          const at = asOf ?? null
          const cursor = Option.getOrNull(after)
          return Effect.orDie(
            openRows(
              unit,
              sql`l.account_code = ${account} and (${party ?? null}::text is null or l.party_code = ${party ?? null})
                and (${at}::date is null or l.entry_date <= ${at}::date)
                and (${cursor}::uuid is null or l.id > ${cursor}::uuid)`,
              at,
              sql`and l.debit + l.credit > coalesce(p.amount, 0) order by l.id limit ${limit}`
            )
          )
        }),
      add: (lettering) =>
        statements((unit) =>
          Effect.andThen(Effect.orDie(insert(unit, lettering)), Effect.orDie(find(unit, lettering.id)))
        ),
      find: (id) => statements((unit) => found(unit, id)),
      holding: (ids) =>
        statements((unit) => {
          const { sql, tenantId } = unit
          return Effect.orDie(
            rows(
              unit,
              sql`g.state <> 'cancelled' and g.id in (select p.lettering_id from azals.lettered_part p
                where p.tenant_id = ${tenantId} and p.line_id in (${wantedLines(sql, ids)}))`,
              sql`for update of g`
            )
          )
        }),
      list: (account, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          return Effect.orDie(
            rows(
              unit,
              unit.sql`(${account ?? null}::text is null or g.account_code = ${account ?? null})
                and (${cursor}::uuid is null or g.id < ${cursor}::uuid)`,
              unit.sql`limit ${limit}`
            )
          )
        }),
      cancel: (id, version, on) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const changed = yield* sql`update azals.lettering
              set state = 'cancelled', cancelled_on = greatest(${on}::date, lettered_on), version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and version = ${version} and state <> 'cancelled'
              returning id`
            const current = yield* found(unit, id)
            if (changed.length > 0) return current
            return yield* new VersionConflict({ entity: "Lettering", id, current: current.version })
          })
        )
    })
  )
)

const OpenRow = Schema.Struct({
  lineId: LineId,
  account: AccountCode,
  party: Schema.NullOr(Schema.String),
  side: Schema.Literals(["debit", "credit"]),
  currency: CurrencyCode,
  open: Schema.BigIntFromString,
  foreignCurrency: Schema.NullOr(CurrencyCode),
  openForeign: Schema.NullOr(Schema.BigIntFromString)
})

/** The accounts of the lines are locked first: two letterings of one account follow each other. */
const heldLines = (unit: TenantStatements, ids: ReadonlyArray<LineId>) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const wanted = wantedLines(sql, ids)
    yield* sql`select a.id from azals.account a where a.tenant_id = ${tenantId} and a.code in (select l.account_code
      from azals.journal_line l where l.tenant_id = ${tenantId} and l.id in (${wanted})) order by a.code for no key update`
    const lines = yield* Effect.orDie(openRows(unit, sql`l.id in (${wanted})`, null, sql`order by l.id`))
    const missing = ids.find((id) => !lines.some(({ lineId }) => lineId === id))
    if (missing !== undefined) return yield* new NotFound({ entity: "JournalLine", id: missing })
    return lines
  })

const wantedLines = (sql: TenantStatements["sql"], ids: ReadonlyArray<LineId>) =>
  sql`select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)`

const openRows = (
  { sql, tenantId }: TenantStatements,
  condition: Statement.Fragment,
  asOf: LocalDate | null,
  rest: Statement.Fragment
) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: OpenRow,
    execute: () => sql`
      select l.id as "lineId", l.account_code as account, l.party_code as party, t.currency,
        case when l.debit > 0 then 'debit' else 'credit' end as side,
        (l.debit + l.credit - coalesce(p.amount, 0))::text as open, l.foreign_currency as "foreignCurrency",
        (l.foreign_amount - coalesce(p.foreign_amount, 0))::text as "openForeign"
      from azals.journal_line l
      join azals.tenant t on t.tenant_id = l.tenant_id
      left join lateral (select sum(q.amount) as amount, sum(q.foreign_amount) as foreign_amount
        from azals.lettered_part q join azals.lettering g on g.tenant_id = q.tenant_id and g.id = q.lettering_id
        where q.tenant_id = l.tenant_id and q.line_id = l.id
          and (${asOf}::date is null and g.state <> 'cancelled' or g.lettered_on <= ${asOf}::date
            and (g.cancelled_on is null or g.cancelled_on > ${asOf}::date))) p on true
      where l.tenant_id = ${tenantId} and not exists (select from azals.carry_forward c
        where c.tenant_id = ${tenantId} and c.entry_id = l.entry_id) and ${condition} ${rest}`
  })(undefined).pipe(Effect.map((found) => found.map(toOpenLine)))

const toOpenLine = ({
  currency,
  foreignCurrency,
  open,
  openForeign,
  ...row
}: typeof OpenRow.Type): OpenLine => ({
  ...row,
  open: money(open, currency),
  openForeign: foreignCurrency === null || openForeign === null ? null : money(openForeign, foreignCurrency)
})

const insert = (
  { sql, tenantId }: TenantStatements,
  { account, id, letteredOn, parts, party, state }: Parameters<Letterings["Service"]["add"]>[0]
) =>
  Effect.andThen(
    sql`insert into azals.lettering (tenant_id, id, account_code, party_code, sequence, state, lettered_on)
      select ${tenantId}, ${id}, ${account}, ${party},
        coalesce((select max(sequence) + 1 from azals.lettering where tenant_id = ${tenantId}
          and account_code = ${account}), 0), ${state}, ${letteredOn}::date`,
    sql`insert into azals.lettered_part (tenant_id, lettering_id, line_id, amount, foreign_amount)
      select ${tenantId}, ${id}, p.line_id, p.amount, p.foreign_amount
      from jsonb_to_recordset(${JSON.stringify(parts.map(partColumns))}::jsonb)
        as p (line_id uuid, amount bigint, foreign_amount bigint)`
  )

const partColumns = ({ amount, foreign, lineId }: LetteredPart) => ({
  line_id: lineId,
  amount: amount.minor.toString(),
  foreign_amount: foreign?.minor.toString()
})

const Row = Schema.Struct({
  id: LetteringId,
  account: AccountCode,
  party: Schema.NullOr(Schema.String),
  sequence: Schema.Int,
  state: Schema.Literals(["full", "partial", "cancelled"]),
  letteredOn: LocalDate,
  cancelledOn: Schema.NullOr(LocalDate),
  version: Schema.Int,
  currency: CurrencyCode,
  parts: Schema.Array(
    Schema.Struct({
      lineId: LineId,
      side: Schema.Literals(["debit", "credit"]),
      amount: Schema.BigIntFromString,
      foreignCurrency: Schema.NullOr(CurrencyCode),
      foreignAmount: Schema.NullOr(Schema.BigIntFromString)
    })
  )
})

const rows = ({ sql, tenantId }: TenantStatements, condition: Statement.Fragment, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`
      select g.id, g.account_code as account, g.party_code as party, g.sequence, g.state, t.currency, g.version,
        g.lettered_on::text as "letteredOn", g.cancelled_on::text as "cancelledOn",
        (select jsonb_agg(jsonb_build_object('lineId', p.line_id, 'amount', p.amount::text,
            'side', case when l.debit > 0 then 'debit' else 'credit' end, 'foreignCurrency', l.foreign_currency,
            'foreignAmount', p.foreign_amount::text) order by p.line_id)
          from azals.lettered_part p
          join azals.journal_line l on l.tenant_id = p.tenant_id and l.id = p.line_id
          where p.tenant_id = ${tenantId} and p.lettering_id = g.id) as parts
      from azals.lettering g join azals.tenant t on t.tenant_id = g.tenant_id
      where g.tenant_id = ${tenantId} and ${condition} order by g.id desc ${rest}`
  })(undefined).pipe(Effect.map((found) => found.map(toLettering)))

const toLettering = ({ currency, parts, sequence, ...row }: typeof Row.Type): Lettering => ({
  ...row,
  code: letteringCode(sequence),
  parts: parts.map(({ amount, foreignAmount, foreignCurrency, lineId, side }) => ({
    lineId,
    side,
    amount: money(amount, currency),
    foreign: foreignCurrency === null || foreignAmount === null ? null : money(foreignAmount, foreignCurrency)
  }))
})

const find = (unit: TenantStatements, id: LetteringId) =>
  Effect.flatMap(rows(unit, unit.sql`g.id = ${id}`, unit.sql`limit 1`), ([lettering]) =>
    lettering === undefined
      ? Effect.fail(new NotFound({ entity: "Lettering", id }))
      : Effect.succeed(lettering)
  )

const found = (unit: TenantStatements, id: LetteringId) =>
  Effect.catchTag(find(unit, id), ["SqlError", "SchemaError"], Effect.die)
