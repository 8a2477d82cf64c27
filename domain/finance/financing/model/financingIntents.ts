import { Schema } from "effect"
import { Iban } from "../../../shared/Iban.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { intentKind } from "../../providers/model/index.ts"
import { AdvanceAtFinancer, AdvanceId } from "./Advance.ts"
import { CompanyIdentity } from "./Company.ts"
import { FinancedInvoiceId, PresentedInvoice } from "./FinancedInvoice.ts"

const permissions = ["financing:write"] as const

/** What is sent holds the invoice's document, which is read with a right of its own. */
const withDocument = ["financing:read", "financing:write"] as const

export const presentInvoiceKind = intentKind({
  name: "financing.present-invoice",
  payload: Schema.Struct({ financedInvoiceId: FinancedInvoiceId }),
  outcome: PresentedInvoice,
  capability: "financing.invoices",
  permissions: withDocument
})

export const withdrawInvoiceKind = intentKind({
  name: "financing.withdraw-invoice",
  payload: Schema.Struct({ financedInvoiceId: FinancedInvoiceId, reference: Schema.String }),
  outcome: PresentedInvoice,
  capability: "financing.invoices",
  permissions
})

/** Puts right at the financer what it wants corrected, and submits it again. */
export const correctInvoiceKind = intentKind({
  name: "financing.correct-invoice",
  payload: Schema.Struct({ financedInvoiceId: FinancedInvoiceId, reference: Schema.String }),
  outcome: PresentedInvoice,
  capability: "financing.invoices",
  permissions: withDocument
})

export const requestAdvanceKind = intentKind({
  name: "financing.request-advance",
  payload: Schema.Struct({ advanceId: AdvanceId }),
  outcome: AdvanceAtFinancer,
  capability: "financing.loans",
  permissions
})

/** What the company decides of an advance that the financer has. */
export const AdvanceDecision = Schema.Union([
  Schema.TaggedStruct("Validate", {}),
  Schema.TaggedStruct("Cancel", {}),
  Schema.TaggedStruct("Reschedule", { repayOn: LocalDate })
])
export type AdvanceDecision = typeof AdvanceDecision.Type

export const decideAdvanceKind = intentKind({
  name: "financing.decide-advance",
  payload: Schema.Struct({ advanceId: AdvanceId, reference: Schema.String, decision: AdvanceDecision }),
  outcome: AdvanceAtFinancer,
  capability: "financing.loans",
  permissions
})

export const enrolBorrowerKind = intentKind({
  name: "financing.enrol-borrower",
  payload: Schema.Struct({ company: CompanyIdentity, iban: Iban }),
  outcome: Schema.Struct({ reference: Schema.String, state: Schema.String, word: Schema.String }),
  capability: "financing.borrowers",
  permissions
})
