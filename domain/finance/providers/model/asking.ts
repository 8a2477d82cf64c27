import { type DateTime, Duration } from "effect"
import type { Intent } from "./Intent.ts"

/** So long after its sending an unknown intent is asked for closely, every five minutes at the most. */
const closely = Duration.hours(8)

/**
 * So long after its sending it is asked for by itself, with pauses of an eighth of its age: about 30 times more. No
 * provider documents how long an outcome may stay open; this is ours.
 */
const byItself = Duration.days(14)

/** Whether an unknown intent is asked for again at once, with a later turn only, or by people only. */
export const askingOf = ({ sentAt }: Pick<Intent, "sentAt">, now: DateTime.Utc) => {
  const age = sentAt === null ? 0 : now.epochMilliseconds - sentAt.epochMilliseconds
  if (age < Duration.toMillis(closely)) return "closely"
  return age < Duration.toMillis(byItself) ? "sometimes" : "by-people"
}
