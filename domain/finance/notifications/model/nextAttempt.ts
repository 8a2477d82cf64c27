import { Duration } from "effect"

/** How often a notification is worked at before it is given up: for about three days. */
export const maxAttempts = 16

const longest = Duration.toMillis("6 hours")

/**
 * How long a notification waits after its `attempt`-th failure, none when that was the last one: 5 s, doubled each time,
 * at most 6 h; spread by up to a fifth with its own id, so that those that failed together do not come back together.
 */
export const pauseAfter = (id: string, attempt: number): Duration.Duration | undefined => {
  if (attempt >= maxAttempts) return undefined
  const pause = Math.min(longest, 5000 * 2 ** (attempt - 1))
  return Duration.millis(Math.round(pause * (1 + Number.parseInt(id.slice(-6), 16) / 0xff_ff_ff / 5)))
}
