import { Effect, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { BankAccountId, BankLineId } from "../../../domain/finance/banking/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../domain/shared/Money.ts"
import type { BankFeed } from "../../../ports/finance/BankFeed.ts"
import type { TenantSql, TenantStatements } from "../TenantSql.ts"

type Part = Pick<BankFeed["Service"], "positions">

/** What the bank says of the accounts behind each ledger account. */
export const bankPositionStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  positions: (to) =>
    statements((unit) =>
      Effect.map(Effect.orDie(rows(unit, Option.getOrNull(to))), (found) =>
        found.map(({ currency, minor, ...row }) => ({ ...row, bank: money(minor, currency) }))
      )
    )
})

const Row = Schema.Struct({
  ledgerAccount: AccountCode,
  currency: CurrencyCode,
  bankAccounts: Schema.Array(BankAccountId),
  at: LocalDate,
  minor: Schema.BigIntFromString,
  unposted: Schema.Int,
  firstUnposted: Schema.NullOr(BankLineId)
})

/**
 * `known` is the balance that an account is reckoned from: the opening of its first statement, else the closing of its
 * first one (OFX gives no other), less the lines up to it; else nothing, and the lines stand alone.
 */
const rows = ({ sql, tenantId }: TenantStatements, to: LocalDate | null) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`
      with line as (
        select l.* from azals.bank_line l join azals.bank_account a on a.tenant_id = ${tenantId}
          and a.id = l.bank_account_id and a.currency = l.currency
        where l.tenant_id = ${tenantId} and l.status = 'booked'),
      statement as (
        select s.*, coalesce(s.closing_date, s.opening_date) as last_day from azals.bank_statement s
        where s.tenant_id = ${tenantId}),
      account as (
        select a.id, a.ledger_account, a.currency, coalesce(
          (select max(s.closing_date) from statement s where s.bank_account_id = a.id),
          (select max(l.booking_date) from line l where l.bank_account_id = a.id)) as covered,
          o.opening_date, o.opening_minor, c.closing_date, c.closing_minor
        from azals.bank_account a
        left join lateral (select * from statement s where s.bank_account_id = a.id and s.opening_currency = a.currency
          order by s.opening_date, s.last_day, s.id limit 1) o on true
        left join lateral (select * from statement s where s.bank_account_id = a.id and s.closing_currency = a.currency
          order by s.closing_date, s.id limit 1) c on true
        where a.tenant_id = ${tenantId} and a.ledger_account is not null),
      ledger as (
        select ledger_account, currency, least(min(covered), ${to}::date) as at, max(opening_date) as known_from
        from account where covered is not null group by ledger_account, currency),
      position as (
        select g.ledger_account, g.currency, g.at, a.id,
          case when a.opening_minor is not null then a.opening_minor
            when a.closing_minor is not null then a.closing_minor - (select coalesce(sum(l.minor), 0) from line l
              where l.bank_account_id = a.id and l.booking_date <= a.closing_date)
            else 0 end as known
        from ledger g join account a on a.ledger_account = g.ledger_account and a.currency = g.currency
        where a.covered is not null and (g.known_from is null or g.at >= g.known_from))
      select p.ledger_account as "ledgerAccount", p.currency, p.at::text as at,
        jsonb_agg(p.id order by p.id) as "bankAccounts",
        sum(p.known + coalesce(m.moved, 0))::text as minor, sum(coalesce(m.unposted, 0))::int as unposted,
        (array_agg(m.first order by m.first_date, m.first) filter (where m.first is not null))[1] as "firstUnposted"
      from position p
      left join lateral (
        select sum(l.minor) as moved, count(*) filter (where l.state = 'open') as unposted,
          min(l.booking_date) filter (where l.state = 'open') as first_date,
          (array_agg(l.id order by l.booking_date, l.id) filter (where l.state = 'open'))[1] as first
        from line l where l.bank_account_id = p.id and l.booking_date <= p.at) m on true
      group by p.ledger_account, p.currency, p.at order by p.ledger_account, p.currency`
  })(undefined)
