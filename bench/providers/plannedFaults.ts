import type { Fault } from "../../simulators/host/Fault.ts"

const seed = 20_261_123

/** How often a request goes wrong. */
export const faultShare = 0.2

/**
 * What happens to each of the next requests, the same in every run: eight of ten go well; of the others one half goes
 * wrong before anything happened, one half after.
 */
export const plannedFaults = (count: number): Array<Fault> => {
  const random = uniform(seed)
  const oneOf = <A>(all: readonly [A, ...ReadonlyArray<A>]): A =>
    all[Math.floor(random() * all.length)] ?? all[0]
  return Array.from({ length: count }, (): Fault => {
    if (random() >= faultShare) return fine
    return random() < 0.5
      ? { when: "before", what: oneOf(before), times: 1 }
      : { when: "after", what: oneOf(after), times: 1 }
  })
}

/** How many of them were used up, by when and what. */
export const tallyOf = (faults: ReadonlyArray<Fault>): Record<string, number> => {
  const tally: Record<string, number> = {}
  for (const { what, when } of faults) {
    const name =
      what.kind === "delay"
        ? "none"
        : `${when}: ${what.kind}${what.kind === "status" ? ` ${what.status}` : ""}`
    tally[name] = (tally[name] ?? 0) + 1
  }
  return tally
}

const fine: Fault = { when: "before", what: { kind: "delay", milliseconds: 0 }, times: 1 }

const status = (code: number): Fault["what"] => ({ kind: "status", status: code })

const before = [
  { kind: "cut" },
  status(500),
  status(503),
  { kind: "status", status: 429, retryAfterSeconds: 1 }
] as const

const after = [{ kind: "cut" }, { kind: "malformed" }, status(500), status(502)] as const

/** A linear congruential generator (Numerical Recipes' constants): between 0 and 1. */
const uniform = (start: number) => {
  let state = start
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
