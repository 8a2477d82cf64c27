import { Effect } from "effect"
import { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import {
  forgetMethodIntent,
  MethodInUse,
  methodTransitions,
  type PaymentMethodId,
  type PaymentMethodState,
  type ReplacementCard,
  replaceMethodIntent
} from "../model/index.ts"
import { sealOnce } from "./intentToken.ts"
import { refuseCardNumbers } from "./refuseCardNumbers.ts"

/** Asks the gateway to forget a card, if the method still is at `version`; it cannot be charged from now on. */
export const forgetMethod = Effect.fn("payments.forgetMethod")(function* (
  id: PaymentMethodId,
  version: number
) {
  const { write } = yield* UnitOfWork
  return yield* write(
    Effect.gen(function* () {
      const { connectionId, reference } = yield* heldKept(id, version, "forgetting")
      yield* openIntent(forgetMethodIntent, {
        connectionId,
        businessKey: `${id}:${version}`,
        amount: null,
        payload: { methodId: id, reference }
      }).pipe(Effect.catchTag("IntentConflict", (conflict) => Effect.die(conflict)))
      return yield* stepped(id, "forgetting")
    })
  )
})

/**
 * Asks the gateway to keep another card, or a new expiry, in place of a method's own, if it still is at `version`. It
 * cannot be charged until that is known, and charges of the merchant need a new consent of the payer after it.
 */
export const replaceMethod = Effect.fn("payments.replaceMethod")(function* (
  id: PaymentMethodId,
  version: number,
  { expires, token }: ReplacementCard
) {
  const { write } = yield* UnitOfWork
  const { isCharging } = yield* PaymentMethods
  yield* refuseCardNumbers(token)
  return yield* write(
    Effect.gen(function* () {
      const { connectionId, method, reference } = yield* heldKept(id, version, "replacing")
      if (yield* isCharging(id)) return yield* new MethodInUse({ paymentMethodId: id })
      const before = { masked: method.masked, expires: method.expires }
      const intent = yield* openIntent(replaceMethodIntent, {
        connectionId,
        businessKey: `${id}:${version}`,
        amount: null,
        payload: { methodId: id, reference, before, given: expires ?? null }
      }).pipe(Effect.catchTag("IntentConflict", (conflict) => Effect.die(conflict)))
      yield* sealOnce(intent, { token })
      return yield* stepped(id, "replacing")
    })
  )
})

const heldKept = Effect.fnUntraced(function* (
  id: PaymentMethodId,
  version: number,
  attempted: "forgetting" | "replacing"
) {
  const { hold } = yield* PaymentMethods
  const { method, reference } = yield* hold(id)
  if (method.version !== version) {
    return yield* new VersionConflict({ entity: "PaymentMethod", id, current: method.version })
  }
  const allowed = methodTransitions[method.state]
  if (!allowed.includes(attempted) || reference === null) {
    return yield* new IllegalTransition({
      entity: "PaymentMethod",
      id,
      from: method.state,
      attempted,
      allowed: [...allowed]
    })
  }
  return { connectionId: method.connectionId, method, reference }
})

const stepped = Effect.fnUntraced(function* (id: PaymentMethodId, state: PaymentMethodState) {
  const { change, find } = yield* PaymentMethods
  yield* change(id, ["kept"], { ...nothingNew, state })
  return (yield* find(id)).method
})

const nothingNew = { reference: null, masked: null, expires: null, code: null, message: null }
