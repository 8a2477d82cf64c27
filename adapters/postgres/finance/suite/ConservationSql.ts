import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { AccountCode, EntryId } from "../../../../domain/finance/accounting/model/index.ts"
import {
  clearingAccounts,
  type ClearingLine,
  ConservationAlert
} from "../../../../domain/finance/suite/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { Conservation } from "../../../../ports/finance/Conservation.ts"
import { openOf } from "../openAmounts.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const conservationLayer = Layer.effect(
  Conservation,
  Effect.map(TenantSql, ({ statements }) =>
    Conservation.of({
      linesOf: (entryIds) => statements((unit) => Effect.orDie(linesOf(unit, entryIds))),
      raise: (id, processId, { left, line }) =>
        statements(({ sql, tenantId }) =>
          Effect.map(
            sql`insert into azals.conservation_alert as a
                (tenant_id, id, process_id, entry_id, account, amount_minor, currency, event_id)
              values (${tenantId}, ${id}, ${processId}, ${line.entryId}, ${line.account}, ${left.minor},
                ${left.currency}, ${line.eventId})
              on conflict (tenant_id, process_id) where cleared_at is null do update set entry_id = excluded.entry_id,
                account = excluded.account, amount_minor = excluded.amount_minor, event_id = excluded.event_id
              returning id = ${id}::uuid as "isNew"`,
            ([raised]) => raised?.["isNew"] === true
          )
        ),
      clear: (processId) =>
        statements(({ sql, tenantId }) =>
          Effect.map(
            sql`update azals.conservation_alert set cleared_at = now()
              where tenant_id = ${tenantId} and process_id = ${processId} and cleared_at is null returning id`,
            (cleared) => cleared.length > 0
          )
        ),
      alerts: ({ after, limit, open }) =>
        statements((unit) => Effect.orDie(alerts(unit, open, Option.getOrNull(after), limit)))
    })
  )
)

const LineRow = Schema.Struct({
  entryId: EntryId,
  date: LocalDate,
  order: Schema.String,
  account: AccountCode,
  open: Schema.BigIntFromString,
  currency: CurrencyCode,
  eventId: Schema.NullOr(Schema.String)
})

/** What was lettered by now, whenever: a line that is lettered tomorrow is open today. */
const linesOf = (unit: TenantStatements, entryIds: ReadonlyArray<EntryId>) => {
  const { sql, tenantId } = unit
  const clearing = sql.or(
    clearingAccounts.map(
      (account) => sql`(l.account_code >= ${account} and l.account_code < ${next(account)})`
    )
  )
  const lettered = sql`select p.line_id, sum(p.amount) as amount from azals.lettered_part p
    join azals.lettering g on g.tenant_id = ${tenantId} and g.id = p.lettering_id
    where p.tenant_id = ${tenantId} and g.cancelled_on is null group by p.line_id`
  return Effect.map(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: LineRow,
      execute: () => sql`with own as (
          select e.id, e.entry_date, e.posted_at from azals.journal_entry e
          where e.tenant_id = ${tenantId} and (e.id in (select jsonb_array_elements_text(
              ${JSON.stringify(entryIds)}::jsonb)::uuid)
            or e.reversal_of in (select jsonb_array_elements_text(${JSON.stringify(entryIds)}::jsonb)::uuid)))
        select l.entry_id as "entryId", o.entry_date::text as date,
          to_char(o.posted_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || l.id as order, l.account_code as account,
          ${openOf(unit)}::text as open, t.currency, f.event_id as "eventId"
        from own o
        join azals.journal_line l on l.tenant_id = ${tenantId} and l.entry_id = o.id
        join azals.tenant t on t.tenant_id = ${tenantId}
        left join (${lettered}) p on p.line_id = l.id
        left join azals.financial_event f on f.tenant_id = ${tenantId} and f.entry_id = o.id
        where ${clearing}`
    })(undefined),
    (rows) =>
      rows.map(({ currency, open, ...row }): ClearingLine => ({ ...row, open: money(open, currency) }))
  )
}

/** The first account code behind all that begin with these digits: codes compare as text. */
const next = (digits: string) => `${digits.slice(0, -1)}${Number(digits.slice(-1)) + 1}`

const AlertRow = Schema.Struct({
  ...ConservationAlert.fields,
  left: Schema.BigInt,
  currency: CurrencyCode,
  raisedAt: Schema.DateTimeUtcFromDate,
  clearedAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const alerts = ({ sql, tenantId }: TenantStatements, open: boolean, after: string | null, limit: number) =>
  Effect.map(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: AlertRow,
      execute: () => sql`select id, process_id as "processId", account, amount_minor as left, currency,
          entry_id as "entryId", event_id as "eventId", raised_at as "raisedAt", cleared_at as "clearedAt"
        from azals.conservation_alert where tenant_id = ${tenantId} and (not ${open}::boolean or cleared_at is null)
          and (${after}::uuid is null or id < ${after}::uuid) order by id desc limit ${limit}`
    })(undefined),
    (rows) =>
      rows.map(({ currency, left, ...row }): ConservationAlert => ({ ...row, left: money(left, currency) }))
  )
