import { Schema } from "effect"
import { WordedAs } from "../../../../shared/Worded.ts"
import type { Money } from "../../../../shared/Money.ts"
import { GrantedTerms } from "./GrantedTerms.ts"
import type { IntentId } from "../../../providers/model/index.ts"

/** Where an application stands at its lender. */
export const fileStates = [
  "in-review",
  "documents-needed",
  "identity-needed",
  "approved",
  "loan-made",
  "paid-out",
  "rejected"
] as const

/** What a lender calls an application. */
export const LenderReference = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,100}$/)).annotate({
  description: "What the lender calls an application: 1 to 100 visible characters",
  examples: ["8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11"]
})
export type LenderReference = typeof LenderReference.Type

/** An application, then its loan, as the lender has it. */
export const CreditFile = Schema.Struct({
  reference: Schema.String,
  state: WordedAs(fileStates),
  loanReference: Schema.NullOr(Schema.String),
  /** The terms of the loan, where the lender says them; requests of before have none. */
  granted: Schema.optionalKey(Schema.NullOr(GrantedTerms))
})
export type CreditFile = typeof CreditFile.Type

/** The same as it is read by its reference, with our request for it when the lender names one. */
export interface CreditFileRead extends CreditFile {
  readonly request: IntentId | null
}

/** What a lender is asked for. */
export interface CreditOrder {
  readonly amount: Money
  readonly months: number
  /** Yearly rates as decimal text, a share of one: `0.0425` is 4.25 %. */
  readonly nominalRate: string
  readonly effectiveRate: string
  readonly purpose: string
  readonly payToName: string
  readonly payToIban: string
  readonly contact: { readonly name: string; readonly phone: string } | null
}
