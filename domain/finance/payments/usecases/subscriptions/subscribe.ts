import { Effect } from "effect"
import { PaymentMethods } from "../../../../../ports/finance/PaymentMethods.ts"
import { Subscriptions } from "../../../../../ports/finance/Subscriptions.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  MethodNotUsable,
  type NewSubscription,
  nextOnOf,
  PlanNotOffered,
  StartInThePast,
  type SubscriptionChange,
  SubscriptionId
} from "../../model/index.ts"
import { initialReference } from "../initialReference.ts"
import { refuseCardNumbers } from "../refuseCardNumbers.ts"
import { today } from "../../../../shared/ParisDay.ts"
import { heldSubscription } from "./moveSubscription.ts"

/** Has a customer pay a plan by a kept card from a day on; the payer's consent is proven now, and again at each charge. */
export const subscribe = Effect.fn("payments.subscribe")(function* (wanted: NewSubscription) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* Subscriptions
  const events = yield* Events
  const ids = yield* Ids
  const day = yield* today
  yield* refuseCardNumbers(wanted.label, wanted.party?.label)
  return yield* write(
    Effect.gen(function* () {
      const { planId, party = null, startOn, ...rest } = wanted
      const plan = yield* subscriptions.plan(planId)
      if (!plan.active) return yield* new PlanNotOffered({ planId })
      if (startOn < day) return yield* new StartInThePast({ startOn, today: day })
      yield* chargeable(wanted)
      const id = SubscriptionId.make(yield* ids.next)
      const nextOn = nextOnOf(plan, { ordinal: 0, taken: 0, startOn, state: "active" })
      const added = yield* subscriptions.add({ id, planId, party, startOn, nextOn, ...rest })
      yield* subscriptions.lookOn(id, nextOn)
      yield* events.publish({ type: "payments.subscription.created", entityId: id, payload: { planId } })
      return added
    })
  )
})

/** Has another card pay from the next charge on, if the subscription still is at `version`. */
export const changeSubscription = Effect.fn("payments.changeSubscription")(function* (
  id: SubscriptionId,
  version: number,
  change: SubscriptionChange
) {
  const { write } = yield* UnitOfWork
  const subscriptions = yield* Subscriptions
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* heldSubscription(id, version, null)
      yield* chargeable(change)
      yield* subscriptions.step(id, change)
      yield* events.publish({ type: "payments.subscription.changed", entityId: id, payload: {} })
      return (yield* subscriptions.find(id)).subscription
    })
  )
})

/** Whether the merchant may charge this card on this consent, as each charge will ask again. */
const chargeable = Effect.fnUntraced(function* ({ initialPaymentId, paymentMethodId }: SubscriptionChange) {
  const { holdToCharge } = yield* PaymentMethods
  const { method } = yield* holdToCharge(paymentMethodId)
  if (method.state !== "kept") return yield* new MethodNotUsable({ paymentMethodId, state: method.state })
  yield* initialReference({ connectionId: method.connectionId, initialPaymentId, paymentMethodId })
})
