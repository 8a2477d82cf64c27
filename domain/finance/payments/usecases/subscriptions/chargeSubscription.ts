import { Effect, Result } from "effect"
import { Payments } from "../../../../../ports/finance/Payments.ts"
import { PaymentMethods } from "../../../../../ports/finance/PaymentMethods.ts"
import { type SubscriptionFile, Subscriptions } from "../../../../../ports/finance/Subscriptions.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../../platform/jobs/model/index.ts"
import { requestJobOnce } from "../../../../platform/jobs/usecases/index.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import {
  afterDecline,
  chargeSubscriptionKind,
  nextOnOf,
  type Payment,
  type SubscriptionCharge,
  type SubscriptionId,
  type SubscriptionState
} from "../../model/index.ts"
import { takePayment } from "../takePayment.ts"
import { today } from "../../../../shared/ParisDay.ts"

/** Asks for a subscription to be looked at, because its time has come. */
export const requestCharge = Effect.fn("payments.requestCharge")((subscriptionId: SubscriptionId) =>
  requestJobOnce(chargeSubscriptionKind, { subscriptionId }, "waiting")
)

/**
 * The work of `payments.charge-subscription`: what came of the last charge, then at most one new one, all in one unit of
 * work that holds the subscription. A charge is a payment of its own by a kept card, taken once for its day.
 */
export const chargeSubscription = jobHandler(chargeSubscriptionKind, ({ subscriptionId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const day = yield* today
    return yield* write(
      Effect.gen(function* () {
        yield* concludeLast(subscriptionId, day)
        const charged = yield* chargeNext(subscriptionId, day)
        yield* lookAgain(subscriptionId, day)
        return { charged }
      })
    ).pipe(Effect.catchTag("NotFound", () => Effect.succeed({ charged: 0 })))
  })
)

/** What became of the payment of a charge that was open. */
const concludeLast = Effect.fnUntraced(function* (id: SubscriptionId, day: LocalDate) {
  const { hold, setCharge } = yield* Subscriptions
  const { find } = yield* Payments
  const { charges } = yield* hold(id)
  const open = charges.find(({ state }) => state === "open")
  if (open === undefined) return
  const { payment } = yield* Effect.orDie(find(open.paymentId))
  if (payment.state === "created" || payment.state === "unknown") return
  if (payment.state !== "declined" && payment.state !== "failed") {
    return yield* setCharge(id, { ...open, state: "paid" })
  }
  yield* concludeUnpaid(id, open, payment, day)
})

const concludeUnpaid = Effect.fnUntraced(function* (
  id: SubscriptionId,
  charge: SubscriptionCharge,
  { code }: Payment,
  day: LocalDate
) {
  const { setCharge } = yield* Subscriptions
  const dunning = afterDecline(code, charge.attempts, day)
  if (dunning._tag === "Retry") {
    yield* setCharge(id, { ...charge, state: "retrying", retryOn: dunning.on })
    return
  }
  yield* setCharge(id, { ...charge, state: "unpaid" })
  yield* stopped(id, dunning._tag === "Stop" ? "ended" : "past_due", code)
})

/** Takes what is to be tried again, or what is due. */
const chargeNext = Effect.fnUntraced(function* (id: SubscriptionId, day: LocalDate) {
  const { hold, step } = yield* Subscriptions
  const file = yield* hold(id)
  const { charges, plan, subscription } = file
  if (subscription.state !== "active" || charges.some(({ state }) => state === "open")) return 0
  const again = charges.find(({ state }) => state === "retrying")
  if (again !== undefined) {
    if (again.retryOn === null || again.retryOn > day) return 0
    return yield* take(file, { ...again, attempts: again.attempts + 1 })
  }
  const { nextOn, ordinal, taken } = subscription
  if (nextOn === null || nextOn > day) return 0
  const count = yield* take(file, { ordinal, dueOn: nextOn, attempts: 1 })
  if (count === 0) return 0
  const moved = { ordinal: ordinal + 1, taken: taken + 1 }
  yield* step(id, { ...moved, nextOn: nextOnOf(plan, { ...subscription, ...moved }) })
  return count
})

/** A connection that is off, or a card that is being replaced, will do later; a consent that is gone will not. */
const take = Effect.fnUntraced(function* (
  { plan, subscription }: SubscriptionFile,
  charge: Pick<SubscriptionCharge, "attempts" | "dueOn" | "ordinal">
) {
  const { setCharge, step } = yield* Subscriptions
  const { id, initialPaymentId, label, party, paymentMethodId } = subscription
  const { find } = yield* PaymentMethods
  const { method } = yield* find(paymentMethodId)
  const taken = yield* Effect.result(
    takePayment({
      kind: "sale",
      connectionId: method.connectionId,
      amount: plan.amount,
      paymentMethodId,
      initialPaymentId,
      initiatedBy: "merchant",
      billing: "recurring",
      label: `${label} ${charge.dueOn}`.slice(-200),
      ...(party === null ? {} : { party })
    })
  )
  if (Result.isSuccess(taken)) {
    const { payment } = taken.success
    yield* setCharge(id, { ...charge, state: "open", paymentId: payment.id, retryOn: null })
    yield* step(id, { note: null })
    return 1
  }
  const { _tag: obstacle } = taken.failure
  const isFinal =
    obstacle === "InitialPaymentNotUsable" ||
    (obstacle === "MethodNotUsable" && method.state !== "replacing" && method.state !== "forgetting")
  yield* isFinal ? stopped(id, "past_due", obstacle) : step(id, { note: obstacle })
  return 0
})

const stopped = Effect.fnUntraced(function* (
  id: SubscriptionId,
  state: Extract<SubscriptionState, "ended" | "past_due">,
  note: string | null
) {
  const { step } = yield* Subscriptions
  const events = yield* Events
  yield* step(id, { state, note, nextOn: null })
  yield* events.publish({ type: `payments.subscription.${state}`, entityId: id, payload: { note } })
})

/** One that has no charge to come, and none that can change, is over. */
const lookAgain = Effect.fnUntraced(function* (id: SubscriptionId, day: LocalDate) {
  const { hold, lookOn } = yield* Subscriptions
  const { charges, subscription } = yield* hold(id)
  const waits = charges.find(({ state }) => state === "open" || state === "retrying")
  if (subscription.state === "active" && subscription.nextOn === null && waits === undefined) {
    yield* stopped(id, "ended", null)
  }
  const next = waits?.state === "open" ? day : (waits?.retryOn ?? subscription.nextOn)
  yield* lookOn(id, subscription.state === "active" || waits?.state === "open" ? next : null)
})
