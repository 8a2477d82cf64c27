import { Duration } from "effect"

const pauses = ["5 seconds", "5 minutes", "30 minutes", "2 hours", "5 hours", "10 hours", "10 hours"] as const

/** How long every attempt must have failed before a webhook is disabled. */
export const longestFailing = Duration.days(5)

/**
 * How long a delivery waits after its `attempt`-th failure, none when that was the last: the schedule that Standard
 * Webhooks advises, over more than a day, each pause longer by up to a fifth, by the delivery's own id, so that those
 * that failed together do not come back together.
 */
export const pauseAfter = (id: string, attempt: number): Duration.Duration | undefined => {
  const pause = pauses[attempt - 1]
  if (pause === undefined) return undefined
  const spread = Number.parseInt(id.slice(-6), 16) / 0xff_ff_ff / 5
  return Duration.millis(Math.round(Duration.toMillis(pause) * (1 + spread)))
}

/**
 * How long a whole webhook rests after so many failures in a row, whichever deliveries they were: a receiver that is
 * down is tried with one delivery at a time, at most every ten minutes. `asked` is its own `Retry-After`.
 */
export const restAfter = (failures: number, asked: Duration.Duration | null): Duration.Duration => {
  const own = failures < 3 ? 0 : Math.min(longestRest, 15_000 * 2 ** Math.min(failures - 3, 10))
  return Duration.millis(Math.max(own, asked === null ? 0 : Math.min(Duration.toMillis(asked), mostAsked)))
}

const longestRest = Duration.toMillis("10 minutes")
const mostAsked = Duration.toMillis("1 hour")
