import { DateTime } from "effect"
import type { ProvidedTransaction } from "./ProvidedAccount.ts"

type Moment = Pick<ProvidedTransaction, "state" | "updatedAt">

/** What ends a movement: nothing comes after it but other movements. */
const ends = new Set<ProvidedTransaction["state"]["is"]>([
  "booked",
  "cancelled",
  "rejected",
  "released",
  "settled"
])

/**
 * Whether `incoming` takes the place of what is known of a movement: a later change does, and at the same moment an end
 * does. An ended movement never goes back to one that has not ended, whatever moment is stated.
 */
export const isNewer = (known: Moment | undefined, incoming: Moment): boolean => {
  if (known === undefined) return true
  const [over, ending] = [ends.has(known.state.is), ends.has(incoming.state.is)]
  if (over && !ending) return false
  if (DateTime.isGreaterThan(incoming.updatedAt, known.updatedAt)) return true
  return DateTime.Equivalence(incoming.updatedAt, known.updatedAt) && ending && !over
}
