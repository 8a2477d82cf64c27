import { Schema } from "effect"
import { Code } from "../../../../shared/Text.ts"
import { FiscalYearId } from "../books/Period.ts"

/**
 * What is wrong with a number of a journal: `missing` when no entry has it, `changed` when the entry or its place in the
 * chain is not what was posted, `unknown` when the journal never gave this number.
 */
export const BreakReason = Schema.Literals(["missing", "changed", "unknown"])
export type BreakReason = typeof BreakReason.Type

/** The entries of one journal in one fiscal year. `break` is the first number that does not hold. */
export const VerifiedChain = Schema.Struct({
  journal: Code,
  fiscalYearId: FiscalYearId,
  entries: Schema.Int,
  break: Schema.NullOr(Schema.Struct({ number: Schema.Int, reason: BreakReason }))
}).annotate({ identifier: "VerifiedChain" })
export type VerifiedChain = typeof VerifiedChain.Type

/** Every chain recomputed from its first entry. `firstBreak` is the earliest broken one's. */
export const Verification = Schema.Struct({
  valid: Schema.Boolean,
  checked: Schema.Int,
  firstBreak: Schema.NullOr(
    Schema.Struct({ journal: Code, fiscalYearId: FiscalYearId, number: Schema.Int, reason: BreakReason })
  ),
  chains: Schema.Array(VerifiedChain)
}).annotate({
  identifier: "Verification",
  examples: [
    {
      valid: true,
      checked: 1,
      firstBreak: null,
      chains: [
        {
          journal: "VE",
          fiscalYearId: FiscalYearId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10"),
          entries: 1,
          break: null
        }
      ]
    }
  ]
})
export type Verification = typeof Verification.Type

/** The answer for chains given by year and journal. */
export const verified = (chains: ReadonlyArray<VerifiedChain>): Verification => {
  const broken = chains.find((chain) => chain.break !== null)
  return {
    valid: broken === undefined,
    checked: chains.reduce((sum, { entries }) => sum + entries, 0),
    firstBreak:
      broken === undefined || broken.break === null
        ? null
        : { journal: broken.journal, fiscalYearId: broken.fiscalYearId, ...broken.break },
    chains
  }
}
