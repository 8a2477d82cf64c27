import { Cause, Effect, Equal, Hash, Layer, RcMap, Schedule, Stream, SubscriptionRef } from "effect"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { EventSignal } from "../../../ports/platform/EventSignal.ts"

/** How often the last number of a company is read while somebody listens to it. */
const pace = Schedule.spaced("200 millis")

/** Each listener looks for itself: for hosts where one request may not wait for the work of another. */
export const ownEventSignalLayer = Layer.effect(
  EventSignal,
  Effect.map(EventLog, ({ head }) =>
    EventSignal.of({
      newerThan: (seq) => Effect.asVoid(Effect.repeat(head, { schedule: pace, until: (last) => last > seq }))
    })
  )
)

/** One look for all listeners of a company, on hosts that live longer than a request; none when nobody listens. */
export const sharedEventSignalLayer = Layer.effect(
  EventSignal,
  Effect.gen(function* () {
    const { head } = yield* EventLog
    const lookedAt = yield* RcMap.make({
      idleTimeToLive: "2 seconds",
      lookup: ({ scope }: Company) =>
        Effect.gen(function* () {
          const last = yield* SubscriptionRef.make(0)
          yield* Effect.flatMap(head, (seq) => SubscriptionRef.set(last, seq)).pipe(
            Effect.catchCauseIf(
              (cause) => !Cause.hasInterrupts(cause),
              (cause) => Effect.logWarning("The events could not be looked at", cause)
            ),
            Effect.repeat(pace),
            Effect.provideService(TenantScope, scope),
            Effect.forkScoped
          )
          return last
        })
    })
    return EventSignal.of({
      newerThan: (seq) =>
        Effect.scoped(
          Effect.gen(function* () {
            const last = yield* RcMap.get(lookedAt, new Company(yield* TenantScope))
            yield* Stream.runHead(Stream.filter(SubscriptionRef.changes(last), (known) => known > seq))
          })
        )
    })
  })
)

/** Scopes of one company are one key: only the number of its last event is read with it. */
class Company implements Equal.Equal {
  readonly scope: TenantScope["Service"]
  constructor(scope: TenantScope["Service"]) {
    this.scope = scope
  }
  [Equal.symbol](that: Equal.Equal): boolean {
    return that instanceof Company && that.scope.tenantId === this.scope.tenantId
  }
  [Hash.symbol](): number {
    return Hash.string(this.scope.tenantId)
  }
}
