import { DateTime, Schema } from "effect"
import { FileId } from "../../../platform/files/model/index.ts"
import { Instant } from "../../../shared/Instant.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Code, Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { WordedAs } from "../../../shared/Worded.ts"
import { Party } from "../../accounting/model/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"
import { CompanyIdentity } from "./Company.ts"
import { Reason } from "./Reason.ts"

export const FinancedInvoiceId = Uuid.pipe(Schema.brand("FinancedInvoiceId"))
export type FinancedInvoiceId = typeof FinancedInvoiceId.Type

/**
 * Where an invoice stands at the financer. `presenting`: on its way; `to-complete`: somebody must correct it;
 * `correcting`: a correction is on its way; `refused`: it never got there.
 */
export const FinancedInvoiceState = Schema.Literals([
  "presenting",
  "to-complete",
  "correcting",
  "submitted",
  "verified",
  "declined",
  "withdrawn",
  "paid",
  "refused"
])
export type FinancedInvoiceState = typeof FinancedInvoiceState.Type

const atFinancer = ["to-complete", "submitted", "verified", "declined", "withdrawn", "paid"] as const

/** The steps that an invoice can take, and nothing else: what comes late takes it nowhere back. */
export const financedInvoiceTransitions: Readonly<
  Record<FinancedInvoiceState, ReadonlyArray<FinancedInvoiceState>>
> = {
  presenting: [...atFinancer, "refused"],
  "to-complete": ["correcting", "submitted", "verified", "declined", "withdrawn"],
  correcting: ["to-complete", "submitted", "verified", "declined", "withdrawn", "paid"],
  submitted: ["to-complete", "verified", "declined", "withdrawn", "paid"],
  verified: ["declined", "withdrawn", "paid"],
  declined: [],
  withdrawn: [],
  paid: [],
  refused: []
}

/** An invoice as the financer has it. */
export const PresentedInvoice = Schema.Struct({
  reference: Schema.String,
  state: WordedAs(atFinancer),
  reason: Schema.NullOr(Schema.String)
})
export type PresentedInvoice = typeof PresentedInvoice.Type

const said = {
  number: Label.annotate({ examples: ["F-2026-001"] }),
  seller: CompanyIdentity,
  buyer: CompanyIdentity,
  issuedOn: LocalDate,
  dueOn: LocalDate,
  net: Money,
  vat: Money,
  total: Money
}

const customer = Schema.optionalKey(
  Code.annotate({
    description:
      "The buyer's party code on the customer accounts (411): what is posted for the invoice then names that customer",
    examples: ["C001"]
  })
)

const fields = { connectionId: ConnectionId, ...said }

type Said = Schema.Struct<typeof said>["Type"]

/** What is true of every invoice, whoever states it. */
export const invoiceRules = {
  sums: ({ net, total, vat }: Pick<Said, "net" | "total" | "vat">) =>
    net.currency === total.currency &&
    vat.currency === total.currency &&
    net.minor + vat.minor === total.minor,
  total: ({ total }: Pick<Said, "total">) => total.minor > 0n,
  dates: ({ dueOn, issuedOn }: Pick<Said, "dueOn" | "issuedOn">) => dueOn >= issuedOn
} as const

const sound = [
  Schema.makeFilter(
    (invoice: Said) => invoiceRules.sums(invoice) || "net and VAT that add up to the total, in one currency"
  ),
  Schema.makeFilter((invoice: Said) => invoiceRules.total(invoice) || "a total above zero"),
  Schema.makeFilter((invoice: Said) => invoiceRules.dates(invoice) || "a due date on or after the issue date")
] as const

const exampleSaid = {
  number: "F-2026-001",
  seller: { scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" },
  buyer: { scheme: "siren", number: "552100554", name: "Grand Chantier SA" },
  issuedOn: LocalDate.make("2026-01-31"),
  dueOn: LocalDate.make("2026-03-31"),
  net: { minor: 40_000n, currency: EUR },
  vat: { minor: 8_000n, currency: EUR },
  total: { minor: 48_000n, currency: EUR }
} as const

const example = {
  connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
  ...exampleSaid
} as const

/** What the company says of an invoice now, in place of what it said before. The document cannot be replaced. */
export const InvoiceCorrection = Schema.Struct({ ...said, customer })
  .check(...sound)
  .annotate({ identifier: "InvoiceCorrection", examples: [{ ...exampleSaid, customer: "C001" }] })
export type InvoiceCorrection = typeof InvoiceCorrection.Type

/** An invoice as it is stated, with the customer that the books know. */
export const StatedInvoice = Schema.Struct({ ...said, customer: Schema.optionalKey(Party) })
export type StatedInvoice = typeof StatedInvoice.Type

/** The smallest thing that a PDF reader takes for one; the example of the contract. */
const pdfExample = "JVBERi0xLjQKJSVFT0YK"

/** An invoice to present whose document is kept already. */
export const KeptInvoice = Schema.Struct({ ...fields, customer, documentId: FileId })
export type KeptInvoice = typeof KeptInvoice.Type

export const NewFinancedInvoice = Schema.Struct({
  ...fields,
  customer,
  document: Schema.String.check(
    Schema.isPattern(/^JVBERi[A-Za-z0-9+/]*={0,2}$/),
    Schema.isMaxLength(7_000_000)
  ).annotate({ description: "The invoice as a PDF, base64, at most 5 MB", examples: [pdfExample] })
})
  .check(...sound)
  .annotate({
    identifier: "NewFinancedInvoice",
    examples: [{ ...example, customer: "C001", document: pdfExample }]
  })
export type NewFinancedInvoice = typeof NewFinancedInvoice.Type

/** An invoice that the company shows to a financer. `word` is the financer's own for its state. */
export const FinancedInvoice = Schema.Struct({
  id: FinancedInvoiceId,
  ...fields,
  customer: Schema.optionalKey(Party),
  documentId: FileId,
  state: FinancedInvoiceState,
  word: Schema.NullOr(Schema.String.annotate({ examples: ["VERIFIED"] })),
  reason: Schema.NullOr(Reason),
  reference: Schema.NullOr(Schema.String.annotate({ examples: ["8f1c6a52"] })),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "FinancedInvoice",
  examples: [
    {
      id: FinancedInvoiceId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
      ...example,
      customer: { code: "C001", label: "Grand Chantier SA" },
      documentId: FileId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a22"),
      state: "verified",
      word: "VERIFIED",
      reason: null,
      reference: "8f1c6a52",
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 2
    }
  ]
})
export type FinancedInvoice = typeof FinancedInvoice.Type
