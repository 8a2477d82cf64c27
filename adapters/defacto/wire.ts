import { Schema } from "effect"
import type { Money } from "../../domain/shared/Money.ts"

const maybe = <S extends Schema.Top>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** Integer cents, as a whole number of any size that JSON holds exactly. */
const Cents = Schema.Int

/** What is read of Defacto's answers, in its own words; what is not named here is let be. */
export const EligibilityRead = Schema.Struct({
  is_eligible: Schema.Boolean,
  reasons: maybe(Schema.Array(Schema.Struct({ code: Schema.String, description: maybe(Schema.String) })))
})

export const BorrowerRead = Schema.Struct({
  id: Schema.String,
  identifier: maybe(Schema.String),
  status: Schema.String,
  status_reason: maybe(Schema.String)
})

export const ProductRead = Schema.Struct({
  id: Schema.String,
  status: Schema.String,
  can_request_loan: Schema.Boolean,
  max_amount: maybe(Cents),
  available_amount: maybe(Cents),
  amount_outstanding: maybe(Cents),
  amount_pending_validation: maybe(Cents),
  fees_daily_rate: maybe(Schema.Union([Schema.Finite, Schema.String])),
  financial_product: maybe(Schema.Struct({ name: maybe(Schema.String) }))
})

/** A buyer or supplier, with what Defacto is willing to finance on it. */
export const CounterpartyRead = Schema.Struct({
  id: Schema.String,
  identifier: Schema.String,
  name: maybe(Schema.String),
  credit_limit: Schema.Struct({ max_amount: Cents, available_amount: Cents })
})

const IdentityRead = Schema.Struct({ identifier: Schema.String })

export const InvoiceRead = Schema.Struct({
  id: Schema.String,
  status: Schema.String,
  status_reason: maybe(Schema.String),
  invoice_number: maybe(Schema.String),
  buyer: maybe(IdentityRead),
  seller: maybe(IdentityRead),
  loan_ids: maybe(Schema.Array(Schema.String))
})
export type InvoiceRead = typeof InvoiceRead.Type

export const LoanRead = Schema.Struct({
  id: Schema.String,
  status: Schema.String,
  amount: Cents,
  currency: maybe(Schema.String),
  fees_estimated: maybe(Cents),
  repaid_amount: maybe(Cents),
  to_pay_at: maybe(Schema.String),
  to_repay_at: maybe(Schema.String),
  denial_reason: maybe(Schema.String),
  metadata: maybe(Schema.Unknown)
})
export type LoanRead = typeof LoanRead.Type

/** The text of a denial code by language; the languages are documented, their absence is borne. */
export const TranslationRead = Schema.Struct({ fr: maybe(Schema.String), en: maybe(Schema.String) })

export const EventRead = Schema.Struct({
  event_at: Schema.String,
  event_type: Schema.String,
  event_payload: Schema.Struct({
    loan_id: Schema.String,
    principal_amount: maybe(Cents),
    fees_amount: maybe(Cents)
  })
})

/** `{count, data[], next_page, previous_page, page_size, total?}`. */
export const PageOf = <S extends Schema.Top>(item: S) =>
  Schema.Struct({ data: Schema.Array(item), next_page: maybe(Schema.String) })

/** What `next_page` gives to ask for: a cursor, or an address that holds one. */
export const cursorIn = (next: string): string => /[?&]cursor=([^&]+)/.exec(next)?.[1] ?? next

/** Integer cents for a JSON body: an amount is at most 9 × 10^12 and so is exact as a JSON number. */
export const centsOf = ({ minor }: Money): number => Number(minor)

/** A date as Defacto wants it: a date-time. Midday is the same day in every zone of its countries. */
export const momentOf = (date: string): string => `${date}T12:00:00Z`
