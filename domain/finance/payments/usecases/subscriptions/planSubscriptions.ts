import { Effect } from "effect"
import { Subscriptions } from "../../../../../ports/finance/Subscriptions.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  type NewSubscriptionPlan,
  type SubscriptionPlanChange,
  SubscriptionPlanId
} from "../../model/index.ts"
import { refuseCardNumbers } from "../refuseCardNumbers.ts"

/** Adds what customers can subscribe to. */
export const addPlan = Effect.fn("payments.addPlan")(function* (wanted: NewSubscriptionPlan) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* Subscriptions
  const events = yield* Events
  const ids = yield* Ids
  yield* refuseCardNumbers(wanted.label)
  return yield* write(
    Effect.gen(function* () {
      const id = SubscriptionPlanId.make(yield* ids.next)
      const plan = yield* subscriptions.addPlan(id, wanted)
      yield* events.publish({ type: "payments.plan.created", entityId: id, payload: { code: plan.code } })
      return plan
    })
  )
})

/** Changes a plan that still is at `version`; who subscribed pays the new amount from the next charge on. */
export const changePlan = Effect.fn("payments.changePlan")(function* (
  id: SubscriptionPlanId,
  version: number,
  change: SubscriptionPlanChange
) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* Subscriptions
  const events = yield* Events
  yield* refuseCardNumbers(change.label)
  return yield* write(
    Effect.gen(function* () {
      const plan = yield* subscriptions.changePlan(id, version, change)
      yield* events.publish({ type: "payments.plan.changed", entityId: id, payload: { code: plan.code } })
      return plan
    })
  )
})
