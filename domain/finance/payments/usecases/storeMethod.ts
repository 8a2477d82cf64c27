import { Effect } from "effect"
import { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import {
  forgetMethodIntent,
  methodTransitions,
  type NewPaymentMethod,
  PaymentMethodId,
  storeMethodIntent
} from "../model/index.ts"
import { sealToken } from "./intentToken.ts"
import { refuseCardNumbers } from "./refuseCardNumbers.ts"

/** Asks the gateway to keep the card that a one-time token stands for. */
export const storeMethod = Effect.fn("payments.storeMethod")(function* (wanted: NewPaymentMethod) {
  const { write } = yield* UnitOfWork
  const methods = yield* PaymentMethods
  const events = yield* Events
  const ids = yield* Ids
  yield* refuseCardNumbers(wanted.label, wanted.token, wanted.customer)
  return yield* write(
    Effect.gen(function* () {
      const { connectionId, customer, expires = null, label, token } = wanted
      yield* Effect.flatMap(ProviderConnections, ({ find }) => find(connectionId))
      const id = PaymentMethodId.make(yield* ids.next)
      const method = yield* methods.add({ id, connectionId, customer, label, expires })
      const intent = yield* openIntent(storeMethodIntent, {
        connectionId,
        businessKey: id,
        amount: null,
        payload: { methodId: id }
      }).pipe(Effect.catchTag("IntentConflict", (conflict) => Effect.die(conflict)))
      yield* sealToken(intent, token)
      yield* events.publish({ type: "payments.method.created", entityId: id, payload: { customer } })
      return method
    })
  )
})

/** Asks the gateway to forget a card, if the method still is at `version`; it cannot be charged from now on. */
export const forgetMethod = Effect.fn("payments.forgetMethod")(function* (
  id: PaymentMethodId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const methods = yield* PaymentMethods
  return yield* write(
    Effect.gen(function* () {
      const { method, reference } = yield* methods.find(id)
      if (method.version !== version) {
        return yield* new VersionConflict({ entity: "PaymentMethod", id, current: method.version })
      }
      const allowed = methodTransitions[method.state]
      if (!allowed.includes("forgetting") || reference === null) {
        return yield* new IllegalTransition({
          entity: "PaymentMethod",
          id,
          from: method.state,
          attempted: "forgetting",
          allowed: [...allowed]
        })
      }
      yield* openIntent(forgetMethodIntent, {
        connectionId: method.connectionId,
        businessKey: `${id}:${version}`,
        amount: null,
        payload: { methodId: id, reference }
      }).pipe(Effect.catchTag("IntentConflict", (conflict) => Effect.die(conflict)))
      yield* methods.change(id, ["kept"], { ...nothingNew, state: "forgetting" })
      return (yield* methods.find(id)).method
    })
  )
})

/** Makes a kept method the customer's default one. */
export const preferMethod = Effect.fn("payments.preferMethod")(function* (
  id: PaymentMethodId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const methods = yield* PaymentMethods
  return yield* write(
    Effect.gen(function* () {
      const { method } = yield* methods.find(id)
      if (method.state !== "kept") {
        return yield* new IllegalTransition({
          entity: "PaymentMethod",
          id,
          from: method.state,
          attempted: "preferred",
          allowed: [...methodTransitions[method.state]]
        })
      }
      return yield* methods.prefer(id, version)
    })
  )
})

const nothingNew = { reference: null, masked: null, expires: null, code: null, message: null }
