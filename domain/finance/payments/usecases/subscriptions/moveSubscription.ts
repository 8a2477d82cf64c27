import { Effect, Option } from "effect"
import { Subscriptions } from "../../../../../ports/finance/Subscriptions.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../../shared/errors.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import {
  nextOnOf,
  ordinalFrom,
  type SubscriptionCharge,
  type SubscriptionId,
  type SubscriptionState,
  subscriptionTransitions
} from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

/** Nothing is charged until it is resumed; what falls due meanwhile never is. */
export const pauseSubscription = Effect.fn("payments.pauseSubscription")(
  (id: SubscriptionId, version: number) => move(id, version, "paused")
)

/** Charges again, from the first day of the plan that is still to come. */
export const resumeSubscription = Effect.fn("payments.resumeSubscription")(
  (id: SubscriptionId, version: number) => move(id, version, "active")
)

/** Nothing is charged any more. A charge that was asked for stays what it becomes. */
export const endSubscription = Effect.fn("payments.endSubscription")((id: SubscriptionId, version: number) =>
  move(id, version, "ended")
)

const move = Effect.fnUntraced(function* (
  id: SubscriptionId,
  version: number,
  to: Exclude<SubscriptionState, "past_due">
) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* Subscriptions
  const events = yield* Events
  const day = yield* today
  return yield* write(
    Effect.gen(function* () {
      const { charges, plan, subscription } = yield* heldSubscription(id, version, to)
      const ordinal =
        to === "active"
          ? Option.getOrElse(
              ordinalFrom(plan.rhythm, subscription.startOn, subscription.ordinal, day),
              () => subscription.ordinal
            )
          : subscription.ordinal
      const moved = { ...subscription, state: to, ordinal }
      const nextOn = nextOnOf(plan, moved)
      yield* subscriptions.step(id, {
        state: to,
        ordinal,
        nextOn,
        ...(to === "active" ? { note: null } : {})
      })
      const waits = charges.find(({ state }) => state === "open" || state === "retrying")
      if (to === "ended" && waits?.state === "retrying") {
        yield* subscriptions.setCharge(id, { ...waits, state: "unpaid", retryOn: null })
      }
      yield* subscriptions.lookOn(id, lookDay(moved.state, waits, nextOn, day))
      yield* events.publish({ type: `payments.subscription.${named[to]}`, entityId: id, payload: {} })
      return (yield* subscriptions.find(id)).subscription
    })
  )
})

/** When there is something to look at: at once what is asked for, then what is tried again, then what is due. */
const lookDay = (
  state: SubscriptionState,
  waits: SubscriptionCharge | undefined,
  nextOn: LocalDate | null,
  day: LocalDate
) => {
  if (waits?.state === "open") return day
  return state === "active" ? (waits?.retryOn ?? nextOn) : null
}

const named = { active: "resumed", paused: "paused", ended: "ended" } as const

/** A subscription that is at `version`, held, and may take the step. */
export const heldSubscription = Effect.fnUntraced(function* (
  id: SubscriptionId,
  version: number,
  to: SubscriptionState | null
) {
  const { hold } = yield* Subscriptions
  const file = yield* hold(id)
  const { state, version: current } = file.subscription
  if (current !== version) return yield* new VersionConflict({ entity: "Subscription", id, current })
  const allowed = subscriptionTransitions[state]
  if (to === null ? allowed.length === 0 : !allowed.includes(to)) {
    return yield* new IllegalTransition({
      entity: "Subscription",
      id,
      from: state,
      attempted: to ?? "changed",
      allowed: [...allowed]
    })
  }
  return file
})
