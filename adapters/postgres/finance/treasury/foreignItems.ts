import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import { letteredBy, openOf } from "../openAmounts.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const Row = Schema.Struct({
  side: Schema.Literals(["receivable", "payable"]),
  currency: CurrencyCode,
  open: Schema.BigIntFromString,
  booked: Schema.BigIntFromString
})

const Books = Schema.Struct({ currency: CurrencyCode })

/**
 * Open customer and supplier lines of documents in other currencies, summed. A lettering is of the books' currency: what is
 * open of a line in its own is the same share of it, halves away from zero.
 */
export const foreignItems = (unit: TenantStatements, today: LocalDate) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const books = yield* SqlSchema.findOne({
      Request: Schema.Void,
      Result: Books,
      execute: () => sql`select currency from azals.tenant where tenant_id = ${tenantId}`
    })(undefined)
    const rows = yield* SqlSchema.findAll({
      Request: Schema.Void,
      Result: Row,
      execute:
        () => sql`select case when starts_with(l.account_code, '411') then 'receivable' else 'payable' end as side,
          l.foreign_currency as currency,
          sum(round(abs(l.foreign_amount) * ${openOf(unit)}::numeric / (l.debit + l.credit)))::text as open,
          sum(${openOf(unit)})::text as booked
        from azals.journal_line l
        left join (${letteredBy(unit, today)}) p on p.line_id = l.id
        where l.tenant_id = ${tenantId} and l.foreign_currency is not null and l.debit + l.credit > 0
          and l.foreign_currency <> ${books.currency}
          and (starts_with(l.account_code, '401') or starts_with(l.account_code, '411'))
          and not exists (select from azals.carry_forward c where c.tenant_id = ${tenantId} and c.entry_id = l.entry_id)
        group by 1, 2 order by 1, 2`
    })(undefined)
    return {
      books: books.currency,
      items: rows.map(({ booked, currency, open, side }) => ({
        side,
        open: money(open, currency),
        booked: money(booked, books.currency)
      }))
    }
  }).pipe(Effect.orDie)
