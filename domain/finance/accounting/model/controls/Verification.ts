import { Schema } from "effect"
import type { Texts } from "../../../../shared/Language.ts"
import { FiscalYearId } from "../books/Period.ts"

/**
 * What is wrong with a number of a journal: `missing` when no entry has it, `changed` when the entry or its place in the
 * chain is not what was posted, `unknown` when the journal never gave this number.
 */
export const BreakReason = Schema.Literals(["missing", "changed", "unknown"])
export type BreakReason = typeof BreakReason.Type

/**
 * The links `from` to `to` of one journal in one fiscal year: those that hold, `headHash` being the hash of the last of
 * them; `entries` were read. `break` is the first number that does not hold.
 */
export const VerifiedChain = Schema.Struct({
  journal: Schema.String.annotate({ examples: ["VE"] }),
  fiscalYearId: FiscalYearId,
  from: Schema.Int,
  to: Schema.Int,
  entries: Schema.Int,
  headHash: Schema.NullOr(Schema.String),
  break: Schema.NullOr(Schema.Struct({ number: Schema.Int, reason: BreakReason }))
}).annotate({ identifier: "VerifiedChain" })
export type VerifiedChain = typeof VerifiedChain.Type

const FirstBreak = Schema.Struct({
  journal: Schema.String,
  fiscalYearId: FiscalYearId,
  number: Schema.Int,
  reason: BreakReason,
  fr: Schema.String,
  en: Schema.String
}).annotate({ identifier: "ChainBreak" })

const fields = {
  valid: Schema.Boolean,
  checked: Schema.Int.annotate({ description: "Entries read" }),
  firstBreak: Schema.NullOr(FirstBreak),
  chains: Schema.Array(VerifiedChain)
}

const example = {
  valid: true,
  checked: 1,
  firstBreak: null,
  chains: [
    {
      journal: "VE",
      fiscalYearId: FiscalYearId.make("019a5b1c-2d3e-7f40-8a51-6b7c8d9e0f10"),
      from: 1,
      to: 1,
      entries: 1,
      headHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      break: null
    }
  ]
}

/**
 * Links recomputed, by year and journal; `firstBreak` is the earliest broken chain's. Any change of a posted entry that
 * leaves the hashes after it alone is found, and so is a number that is gone or was never given. Who may write the whole
 * database can recompute every hash from a changed entry to the last, or cut off the last entries and set the journal's
 * own count back: only a `headHash` that was kept elsewhere shows that.
 */
export const LedgerVerification = Schema.Struct(fields).annotate({
  identifier: "LedgerVerification",
  examples: [example]
})
export type LedgerVerification = typeof LedgerVerification.Type

/** The same for the links of one request; `nextCursor` says where to go on, and is null at the end. */
export const Verification = Schema.Struct({
  ...fields,
  nextCursor: Schema.NullOr(Schema.String)
}).annotate({ identifier: "Verification", examples: [{ ...example, nextCursor: null }] })
export type Verification = typeof Verification.Type

/** The answer for chains given by year and journal. */
export const verified = (chains: ReadonlyArray<VerifiedChain>): LedgerVerification => {
  const [first] = chains.flatMap(({ break: found, fiscalYearId, journal }) =>
    found === null ? [] : [{ journal, fiscalYearId, ...found, ...breakTexts(journal, found) }]
  )
  return {
    valid: first === undefined,
    checked: chains.reduce((sum, { entries }) => sum + entries, 0),
    firstBreak: first ?? null,
    chains
  }
}

const breakTexts = (
  journal: string,
  { number, reason }: { readonly number: number; readonly reason: BreakReason }
): Texts => ({
  fr: `Journal ${journal}, écriture n° ${number} : ${texts[reason].fr}.`,
  en: `Journal ${journal}, entry ${number}: ${texts[reason].en}.`
})

const texts: Readonly<Record<BreakReason, Texts>> = {
  missing: { fr: "elle a disparu", en: "it is gone" },
  changed: {
    fr: "elle, ou sa place dans la chaîne, n'est pas ce qui a été validé",
    en: "it, or its place in the chain, is not what was posted"
  },
  unknown: {
    fr: "elle existe, mais le journal n'a jamais donné ce numéro",
    en: "it exists, but the journal never gave this number"
  }
}
