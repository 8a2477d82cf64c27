import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { BankAccountId } from "../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../domain/shared/errors.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode } from "../../../domain/shared/Money.ts"
import type { BankFeed } from "../../../ports/finance/BankFeed.ts"
import type { TenantSql, TenantStatements } from "../TenantSql.ts"

type Part = Pick<BankFeed["Service"], "valueDated">

/** What moved on a bank account by value date, and the days that its statements cover. */
export const valueDatedStatements = (statements: TenantSql["Service"]["statements"]): Part => ({
  valueDated: (id, from, to) =>
    statements((unit) =>
      Effect.flatMap(Effect.orDie(rows(unit, id, from, to)), ([row]) =>
        row === undefined
          ? Effect.fail(new NotFound({ entity: "BankAccount", id }))
          : Effect.succeed({ ...row, bankAccountId: id, from, to })
      )
    )
})

const Row = Schema.Struct({
  currency: CurrencyCode,
  before: Schema.NullOr(Schema.BigIntFromString),
  moves: Schema.Array(Schema.Struct({ on: LocalDate, minor: Schema.BigIntFromString })),
  spans: Schema.Array(
    Schema.Struct({
      from: LocalDate,
      to: LocalDate,
      opening: Schema.NullOr(Schema.BigIntFromString),
      closing: Schema.NullOr(Schema.BigIntFromString)
    })
  )
})

/**
 * The known balance is that of `bankPositions`. A statement covers the days between its balances; one without an opening
 * (OFX), from the first line that its file brought. An institution's API tells without gaps from its first balance or
 * line until the day before its last balance: that day may not have been over. A span that ends up to a week before is
 * read too, so that a weekend after it can be seen.
 */
const rows = ({ sql, tenantId }: TenantStatements, id: BankAccountId, from: LocalDate, to: LocalDate) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`
      with account as (
        select * from azals.bank_account where tenant_id = ${tenantId} and id = ${id}),
      line as (
        select l.*, coalesce(l.value_date, l.booking_date) as value_day from azals.bank_line l
        join account a on a.id = l.bank_account_id and a.currency = l.currency
        where l.tenant_id = ${tenantId} and l.status = 'booked'),
      statement as (
        select s.*, coalesce(s.closing_date, s.opening_date) as last_day,
          case when s.opening_currency = a.currency then s.opening_minor end as opening,
          case when s.closing_currency = a.currency then s.closing_minor end as closing
        from azals.bank_statement s join account a on a.id = s.bank_account_id where s.tenant_id = ${tenantId}),
      known as (
        select coalesce(
          (select opening from statement where opening is not null order by opening_date, last_day, id limit 1),
          (select c.closing - (select coalesce(sum(l.minor), 0) from line l where l.booking_date <= c.closing_date)
            from statement c where c.closing is not null order by c.closing_date, c.id limit 1)) as minor),
      span as (
        select coalesce(s.opening_date, (select min(l.booking_date) from line l where l.file_id = s.file_id),
            s.closing_date) as first_day, s.last_day, s.opening, s.closing
        from statement s where s.file_id is not null and s.last_day >= ${from}::date - 7
        union all
        select least(min(opening_date), min(closing_date), (select min(booking_date) from line where file_id is null)),
          max(closing_date) - 1, null, null
        from statement where file_id is null having max(closing_date) is not null)
      select a.currency,
        ((select minor from known) + (select coalesce(sum(minor), 0) from line where value_day < ${from}::date))::text
          as before,
        (select coalesce(jsonb_agg(jsonb_build_object('on', m.value_day, 'minor', m.minor::text) order by m.value_day), '[]')
          from (select value_day, sum(minor) as minor from line where value_day between ${from}::date and ${to}::date
            group by value_day) m) as moves,
        (select coalesce(jsonb_agg(jsonb_build_object('from', p.first_day, 'to', p.last_day, 'opening', p.opening::text,
            'closing', p.closing::text) order by p.first_day), '[]')
          from span p where p.first_day <= ${to}::date and p.last_day >= ${from}::date - 7
            and p.first_day <= p.last_day) as spans
      from account a`
  })(undefined)
