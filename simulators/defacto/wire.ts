import { Schema } from "effect"

const Text = Schema.String.check(Schema.isMinLength(1))
const Cents = Schema.Int.check(Schema.isGreaterThan(0))
const Moment = Schema.String.check(Schema.isPattern(/^\d{4}-\d{2}-\d{2}(T[0-9:.]+Z)?$/))

const Identity = Schema.Struct({
  identifier: Schema.String.check(Schema.isPattern(/^\S+$/)),
  identifier_type: Schema.optionalKey(
    Schema.Literals([
      "siren",
      "siret",
      "vat_number",
      "nif",
      "cif",
      "kvk",
      "belgium_registration_number",
      "bsn",
      "hr_nummer",
      "steuernummer",
      "name"
    ])
  ),
  name: Schema.optionalKey(Schema.String)
})

export const EligibilityAsked = Schema.Struct({
  identifier: Text,
  identifier_type: Schema.Literals(["siren", "siret", "vat_number"])
})

export const BorrowerSent = Schema.Struct({ ...Identity.fields, account_number: Schema.optionalKey(Text) })

const invoiceFields = {
  buyer: Schema.optionalKey(Identity),
  seller: Schema.optionalKey(Identity),
  invoice_number: Schema.optionalKey(Text),
  issued_at: Schema.optionalKey(Moment),
  due_at: Schema.optionalKey(Moment),
  net_amount: Schema.optionalKey(Cents),
  tax_amount: Schema.optionalKey(Schema.Int),
  total_amount: Schema.optionalKey(Cents),
  currency: Schema.optionalKey(Schema.Literals(["EUR", "GBP"])),
  metadata: Schema.optionalKey(Schema.Unknown)
}

/** A draft may lack any of these; a submitted invoice has them all. */
export const InvoiceSent = Schema.Struct({ document: Text, is_draft: Schema.Boolean, ...invoiceFields })

/** What may be changed later: no document. */
export const InvoiceChanged = Schema.Struct(invoiceFields)

export const LoanSent = Schema.Struct({
  amount: Cents.check(Schema.isLessThanOrEqualTo(20_000_000)),
  loan_to: Schema.Struct({ account_number: Text, account_number_type: Schema.Literal("iban") }),
  to_pay_at: Moment,
  to_repay_at: Moment,
  borrower: Identity,
  invoice_ids: Schema.Array(Text).check(Schema.isMinLength(1)),
  salt_id: Schema.optionalKey(Text),
  auto_validate: Schema.optionalKey(Schema.Boolean),
  wait_for_validation: Schema.optionalKey(Schema.Boolean),
  borrower_financial_product_id: Schema.optionalKey(Text),
  currency: Schema.optionalKey(Schema.Literals(["EUR", "GBP"])),
  metadata: Schema.optionalKey(Schema.Unknown)
})

export const TermsSent = Schema.Struct({
  repayment_terms: Schema.Array(
    Schema.Struct({
      loan_id: Text,
      repayment_date: Moment,
      repayment_method: Schema.Literals(["DIRECT_DEBIT", "P2P", "SCT"])
    })
  ).check(Schema.isMinLength(1))
})

/** Ours, for trials: the day that the simulated financer lives in. */
export const TimeSet = Schema.Struct({ to: Moment })

/** Ours, for trials: which companies are not eligible. The path and the body are those of the provider's sandbox. */
export const EligibleSet = Schema.Struct({
  business_identifier: Text,
  scenario: Schema.Literals(["OK", "NOT_ELIGIBLE"])
})

/** Ours, for trials: the invoice that is sent back to be corrected when it is verified next. */
export const ToEditSet = Schema.Struct({ invoice_number: Text })

/** Ours, for trials: where to deliver what happened, and how badly. */
export const WebhooksAsked = Schema.Struct({
  url: Text,
  copies: Schema.optionalKey(Schema.Int),
  reversed: Schema.optionalKey(Schema.Boolean),
  dropEvery: Schema.optionalKey(Schema.Int)
})
