import type { AdvanceAtFinancer } from "./Advance.ts"
import type { PresentedInvoice } from "./FinancedInvoice.ts"

type AdvanceIs = AdvanceAtFinancer["state"]["is"]
type InvoiceIs = PresentedInvoice["state"]["is"]

/**
 * How far an advance has come: the financer gives no version of it. States that lead to each other have one rank; the
 * steps that an advance can take decide between them. A word that nobody knows comes before all.
 */
const advanceRanks: Readonly<Record<AdvanceIs, bigint>> = {
  other: 0n,
  "in-review": 1n,
  "to-validate": 2n,
  validated: 3n,
  scheduled: 4n,
  "paid-out": 5n,
  "in-trouble": 5n,
  "fees-due": 5n,
  repaid: 6n,
  declined: 6n,
  cancelled: 6n
}

/** The same for an invoice. */
const invoiceRanks: Readonly<Record<InvoiceIs, bigint>> = {
  other: 0n,
  "to-complete": 1n,
  submitted: 1n,
  verified: 2n,
  declined: 3n,
  withdrawn: 3n,
  paid: 3n
}

/** What was read of an advance is not applied after what has a higher version. */
export const advanceVersion = ({ state }: Pick<AdvanceAtFinancer, "state">): bigint => advanceRanks[state.is]

export const invoiceVersion = ({ state }: Pick<PresentedInvoice, "state">): bigint => invoiceRanks[state.is]
