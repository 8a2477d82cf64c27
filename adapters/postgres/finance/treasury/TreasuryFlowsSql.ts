import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { AccountCode } from "../../../../domain/finance/accounting/model/index.ts"
import { type Flow, FlowKind } from "../../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { TreasuryFlows } from "../../../../ports/finance/TreasuryFlows.ts"
import { letteredBy, openOf } from "../openAmounts.ts"
import { foreignItems } from "./foreignItems.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const treasuryFlowsLayer = Layer.effect(
  TreasuryFlows,
  Effect.map(TenantSql, ({ statements }) =>
    TreasuryFlows.of({
      tills: statements(tills),
      heldOnCards: statements(heldOnCards),
      flows: (today, to) => statements((unit) => flows(unit, today, to)),
      foreignItems: (today) => statements((unit) => foreignItems(unit, today))
    })
  )
)

const Till = Schema.Struct({
  account: AccountCode,
  label: Schema.String,
  minor: Schema.BigIntFromString,
  currency: CurrencyCode,
  day: LocalDate
})

const tills = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Till,
    execute:
      () => sql`select a.code as account, a.label, t.currency, s.minor::text as minor, s.day::text as day
      from azals.account a join azals.tenant t on t.tenant_id = ${tenantId}
      join lateral (select sum(l.debit - l.credit) as minor, max(l.entry_date) as day from azals.journal_line l
        where l.tenant_id = ${tenantId} and l.account_code = a.code) s on s.day is not null
      where a.tenant_id = ${tenantId} and starts_with(a.code, '53') order by a.code`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) =>
      found.map(({ currency, minor, ...row }) => ({ ...row, balance: money(minor, currency) }))
    )
  )

const heldOnCards = ({ sql, tenantId }: TenantStatements) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Schema.Struct({ currency: CurrencyCode, minor: Schema.BigIntFromString }),
    execute: () => sql`select amount_currency as currency, sum(held)::text as minor from azals.card_payment
      where tenant_id = ${tenantId} and held > 0 and amount_currency is not null group by amount_currency order by 1`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(({ currency, minor }) => money(minor, currency)))
  )

const FlowRow = Schema.Struct({
  day: LocalDate,
  kind: FlowKind,
  minor: Schema.BigIntFromString,
  currency: CurrencyCode
})

const flows = (unit: TenantStatements, today: LocalDate, to: LocalDate) => {
  const { sql } = unit
  return SqlSchema.findAll({
    Request: Schema.Void,
    Result: FlowRow,
    execute: () => sql`select f.day::text as day, f.kind, sum(f.minor)::text as minor, f.currency from (
        ${bankFlows(unit, today)} union all ${orderedFlows(unit, today)} union all ${bookFlows(unit, today, to)}
      ) f where f.kind = 'booked' or f.day <= ${to}::date
      group by f.day, f.kind, f.currency having sum(f.minor) <> 0 order by f.day, f.kind, f.currency`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found): ReadonlyArray<Flow> => found.filter(({ minor }) => minor !== 0n))
  )
}

/** What banks have told: booked with a value date to come, and pending. */
const bankFlows = ({ sql, tenantId }: TenantStatements, today: LocalDate) => sql`
  select coalesce(l.value_date, l.booking_date) as day, l.status as kind, l.minor, l.currency
  from azals.bank_line l where l.tenant_id = ${tenantId}
    and (l.status = 'pending' or (l.status = 'booked' and l.value_date > ${today}::date))`

/** Transfers and batches that left or may leave, each once, and due items that no batch has paid. */
const orderedFlows = ({ sql, tenantId }: TenantStatements, today: LocalDate) => sql`
  select coalesce(t.execution_date, ${today}::date) as day, 'transfer' as kind, -t.amount as minor, t.currency
  from azals.transfer t where t.tenant_id = ${tenantId}
    and t.state in ('checking', 'to_confirm', 'checked', 'created', 'unknown', 'consent_pending', 'accepted',
      'upcoming', 'cancelling')
  union all
  select coalesce(b.execution_date, b.requested_on, ${today}::date), 'batch', -p.amount, 'EUR'
  from azals.batch_payment p join azals.payment_batch b on b.tenant_id = ${tenantId} and b.id = p.batch_id
  where p.tenant_id = ${tenantId} and p.state in ('approved', 'sent', 'accepted') and p.transfer_id is null
    and not exists (select from azals.bank_line l where l.tenant_id = ${tenantId}
      and l.bank_account_id = b.bank_account_id and l.reference_set ->> 'endToEnd' = replace(p.id::text, '-', ''))
  union all
  select d.due_date, 'due', -d.amount, 'EUR' from azals.due_item d
  where d.tenant_id = ${tenantId} and not d.cancelled and not exists (select from azals.batch_payment p
    where p.tenant_id = ${tenantId} and p.due_item_id = d.id
      and p.state in ('approved', 'sent', 'accepted', 'executed'))`

/**
 * Open lines of suppliers and customers; a line that a due item stands for is the due item's. What transfers to a party will
 * settle once they are posted is taken off what is owed to it, the earliest due first.
 */
const bookFlows = (unit: TenantStatements, today: LocalDate, to: LocalDate) => {
  const { sql } = unit
  return sql`select day, kind,
      minor + least(underway, owed_up_to) - least(underway, owed_up_to + least(minor, 0)) as minor, currency
    from (select o.*, coalesce(u.minor, 0) as underway, sum(-least(o.minor, 0)) over (partition by o.party_code
        order by o.day, o.id) as owed_up_to
      from (${openLines(unit, today, to)}) o
      left join (${settledUnderway(unit)}) u on u.party_code = o.party_code and u.currency = o.currency) l`
}

const openLines = (unit: TenantStatements, today: LocalDate, to: LocalDate) => {
  const { sql, tenantId } = unit
  return sql`select l.id, l.party_code, coalesce(l.due_date, l.entry_date) as day,
      case when starts_with(l.account_code, '401') then 'payable' else 'receivable' end as kind,
      ${openOf(unit)} as minor, t.currency
    from azals.journal_line l join azals.tenant t on t.tenant_id = ${tenantId}
    left join (${letteredBy(unit, today)}) p on p.line_id = l.id
    where l.tenant_id = ${tenantId} and coalesce(l.due_date, l.entry_date) <= ${to}::date
      and l.account_code in (select a.code from azals.account a where a.tenant_id = ${tenantId}
        and (starts_with(a.code, '401') or starts_with(a.code, '411')))
      and not exists (select from azals.carry_forward c where c.tenant_id = ${tenantId} and c.entry_id = l.entry_id)
      and not exists (select from azals.due_item d where d.tenant_id = ${tenantId} and d.line_id = l.id
        and not d.cancelled)`
}

/** Transfers to parties that are not posted yet, but for those of a batch: its due items stand for their lines. */
const settledUnderway = ({ sql, tenantId }: TenantStatements) => sql`
  select t.party ->> 'code' as party_code, t.currency, sum(t.amount) as minor
  from azals.transfer t where t.tenant_id = ${tenantId} and t.party is not null and t.entry_id is null
    and t.state not in ('rejected', 'cancelled', 'returned')
    and not exists (select from azals.batch_payment p join azals.due_item d
      on d.tenant_id = ${tenantId} and d.id = p.due_item_id
      where p.tenant_id = ${tenantId} and p.transfer_id = t.id and d.line_id is not null)
  group by 1, 2`
