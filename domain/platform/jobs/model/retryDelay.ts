import { Duration } from "effect"

const longest = Duration.toMillis("5 minutes")

/**
 * How long a job waits after its `attempt`-th attempt failed: 1 s, doubled each time, at most 5 min; spread by up to
 * a fifth with the job's own id, so that jobs that failed together do not come back together.
 */
export const retryDelay = (jobId: string, attempt: number): Duration.Duration => {
  const delay = Math.min(longest, 1000 * 2 ** (attempt - 1))
  return Duration.millis(Math.round(delay * (1 + spread(jobId) / 5)))
}

/** 0 to 1, always the same for one id: its last 24 bits, which are random. */
const spread = (jobId: string): number => Number.parseInt(jobId.slice(-6), 16) / 0xff_ff_ff
