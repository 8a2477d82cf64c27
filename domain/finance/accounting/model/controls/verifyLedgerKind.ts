import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { FiscalYearId } from "../books/Period.ts"

/** What is verified: one fiscal year, or all of them when null. */
export const WholeVerification = Schema.Struct({ fiscalYearId: Schema.NullOr(FiscalYearId) }).annotate({
  identifier: "WholeVerification",
  examples: [{ fiscalYearId: null }]
})
export type WholeVerification = typeof WholeVerification.Type

/** Verifies whole chains, whatever their length. */
export const verifyLedgerKind = jobKind({
  name: "accounting.verify-ledger",
  payload: WholeVerification,
  permissions: ["accounting:read"],
  maxAttempts: 5
})
