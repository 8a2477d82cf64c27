import { addDays, type LocalDate } from "../../../../shared/LocalDate.ts"

/** What is done about a charge that was not paid. */
export type Dunning =
  | { readonly _tag: "Retry"; readonly on: LocalDate }
  /** The issuer wants no more of them. */
  | { readonly _tag: "Stop" }
  /** Somebody has to ask the customer. */
  | { readonly _tag: "Ask" }

/** The pauses before the second, third and fourth attempt, in days: ours. */
const pauses = [3, 5, 7] as const

/**
 * By the gateway's published table of results: what may pass by itself is tried again (202 insufficient funds, 203 over
 * the limit, 264 retry in a few days), 261 and 262 forbid recurring charges, and every other refusal is not repeated.
 */
export const afterDecline = (code: string | null, attempts: number, day: LocalDate): Dunning => {
  if (code === "261" || code === "262") return { _tag: "Stop" }
  const pause = pauses[attempts - 1]
  return pause !== undefined && (code === "202" || code === "203" || code === "264")
    ? { _tag: "Retry", on: addDays(day, pause) }
    : { _tag: "Ask" }
}
