import { Duration, Effect, Semaphore } from "effect"
import type { RateLimiter } from "effect/persistence"
import type { CallBudget } from "../../domain/finance/providers/model/index.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import type { ProviderCall } from "./ProviderCall.ts"
import type { AttemptFailure } from "./AttemptFailure.ts"

/** How long an attempt waits for its turn, in milliseconds. */
const longestWait = Duration.toMillis("10 seconds")

export type Admit = (
  call: ProviderCall
) => <A, R>(attempt: Effect.Effect<A, AttemptFailure, R>) => Effect.Effect<A, AttemptFailure, R | TenantScope>

const spent = Effect.fail<AttemptFailure>({ happened: "no", reason: "budget-spent", retryAfter: null })

/**
 * Lets an attempt through when the company and the provider both have room, in calls at the same time and in calls a
 * minute. One company cannot use up what the others are owed: its own share is asked for first.
 */
export const makeAdmission = (limiter: RateLimiter.RateLimiter): Admit => {
  const gates = new Map<string, Semaphore.Semaphore>()
  const gate = (key: string, permits: number) => {
    const made = gates.get(key) ?? Semaphore.makeUnsafe(permits)
    gates.set(key, made)
    return made
  }
  return ({ budget, connection: { environment, provider } }) =>
    <A, R>(attempt: Effect.Effect<A, AttemptFailure, R>) =>
      Effect.gen(function* () {
        const { tenantId } = yield* TenantScope
        const [all, own] = [`${provider}/${environment}`, `${provider}/${environment}/${tenantId}`]
        const paced = Effect.andThen(pace(limiter, budget, { all, own }), attempt)
        return yield* inTurn(
          gate(own, budget.concurrentPerTenant),
          inTurn(gate(all, budget.concurrent), paced)
        )
      })
}

/** Waits for a permit, but not for ever; what has begun is never cut short by that. */
const inTurn = <A, R>(semaphore: Semaphore.Semaphore, work: Effect.Effect<A, AttemptFailure, R>) =>
  Effect.suspend(() => {
    let state: "begun" | "left" | "waiting" = "waiting"
    const begin = Effect.suspend(() => {
      if (state === "left") return spent
      state = "begun"
      return work
    })
    const leave = Effect.suspend(() => {
      if (state === "begun") return Effect.never
      state = "left"
      return spent
    })
    return Effect.raceFirst(
      semaphore.withPermit(begin),
      Effect.andThen(Effect.sleep(Duration.millis(longestWait)), leave)
    )
  })

const pace = (
  limiter: RateLimiter.RateLimiter,
  budget: CallBudget,
  keys: { readonly all: string; readonly own: string }
) =>
  Effect.andThen(
    token(limiter, keys.own, budget.perMinutePerTenant),
    token(limiter, keys.all, budget.perMinute)
  )

const token = (
  limiter: RateLimiter.RateLimiter,
  key: string,
  limit: number,
  waited = 0
): Effect.Effect<void, AttemptFailure> =>
  limiter.consume({ key, limit, window: "1 minute", algorithm: "token-bucket", onExceeded: "fail" }).pipe(
    Effect.asVoid,
    Effect.catchTag("RateLimiterError", ({ reason }) => {
      if (reason._tag !== "RateLimitExceeded") return Effect.die(reason)
      const pause = Math.max(1, Duration.toMillis(reason.retryAfter))
      return waited + pause > longestWait
        ? spent
        : Effect.andThen(Effect.sleep(Duration.millis(pause)), token(limiter, key, limit, waited + pause))
    })
  )
