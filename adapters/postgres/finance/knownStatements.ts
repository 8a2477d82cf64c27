import { Effect, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import {
  type BankAccountId,
  BankLine,
  type KnownStatements,
  type ParsedStatement
} from "../../../domain/finance/banking/model/index.ts"
import { addDays, LocalDate } from "../../../domain/shared/LocalDate.ts"
import { CurrencyCode } from "../../../domain/shared/Money.ts"
import type { TenantStatements } from "../TenantSql.ts"

/** How far around a file's dates stored lines may matter: a pending line is booked within a week either way. */
const days = 14

const Text = Schema.NullOr(Schema.String)

const LineRow = Schema.Struct({
  account: Schema.String,
  key: Schema.String,
  status: BankLine.fields.status,
  bookingDate: LocalDate,
  minor: Schema.BigIntFromString,
  currency: Schema.NullOr(CurrencyCode),
  label: Schema.String,
  counterparty: BankLine.fields.counterparty,
  references: Schema.Struct({
    endToEnd: Text,
    bank: Text,
    customer: Text,
    mandate: Text,
    creditorId: Text,
    transaction: Text,
    cheque: Text,
    entry: Text
  }),
  settles: Schema.Array(Schema.String)
})

const BalanceRow = Schema.NullOr(
  Schema.Struct({ date: LocalDate, minor: Schema.BigIntFromString, currency: Schema.NullOr(CurrencyCode) })
)

const SpanRow = Schema.Struct({
  account: Schema.String,
  currency: CurrencyCode,
  sequence: Text,
  opening: BalanceRow,
  closing: BalanceRow
})

/** The stored lines of the accounts around the statements' dates, and all their stored statements. */
export const knownAround = (
  { sql, tenantId }: TenantStatements,
  accounts: ReadonlyMap<string, BankAccountId>,
  parsed: ReadonlyArray<ParsedStatement>
): Effect.Effect<KnownStatements, unknown> =>
  Effect.gen(function* () {
    const dates = parsed.flatMap(({ lines }) => lines.map(({ bookingDate }) => bookingDate))
    const [first] = dates
    const from =
      first === undefined
        ? null
        : addDays(
            dates.reduce((a, b) => (a < b ? a : b), first),
            -days
          )
    const to =
      first === undefined
        ? null
        : addDays(
            dates.reduce((a, b) => (a > b ? a : b), first),
            days
          )
    const ids = JSON.stringify([...accounts.values()])
    const lines = yield* SqlSchema.findAll({
      Request: Schema.Void,
      Result: LineRow,
      execute: () => sql`
        select a.key as account, l.key, l.status, l.booking_date::text as "bookingDate", l.minor::text as minor,
          l.currency, l.label, l.counterparty, l.reference_set as references, l.settles
        from azals.bank_line l join azals.bank_account a on a.tenant_id = l.tenant_id and a.id = l.bank_account_id
        where l.tenant_id = ${tenantId} and l.booking_date between ${from}::date and ${to}::date
          and l.bank_account_id in (select jsonb_array_elements_text(${ids}::jsonb)::uuid)`
    })(undefined)
    const statements = yield* SqlSchema.findAll({
      Request: Schema.Void,
      Result: SpanRow,
      execute: () => sql`
        select a.key as account, a.currency, s.sequence,
          case when s.opening_date is not null then jsonb_build_object('date', s.opening_date,
            'minor', s.opening_minor::text, 'currency', s.opening_currency) end as opening,
          case when s.closing_date is not null then jsonb_build_object('date', s.closing_date,
            'minor', s.closing_minor::text, 'currency', s.closing_currency) end as closing
        from azals.bank_statement s join azals.bank_account a on a.tenant_id = s.tenant_id and a.id = s.bank_account_id
        where s.tenant_id = ${tenantId}
          and s.bank_account_id in (select jsonb_array_elements_text(${ids}::jsonb)::uuid)`
    })(undefined)
    return { lines, statements }
  })
