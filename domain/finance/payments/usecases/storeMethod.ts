import { Effect } from "effect"
import { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import {
  methodTransitions,
  type NewPaymentMethod,
  PaymentMethodId,
  storeMethodIntent
} from "../model/index.ts"
import { sealOnce } from "./intentToken.ts"
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
      yield* sealOnce(intent, { token })
      yield* events.publish({ type: "payments.method.created", entityId: id, payload: { customer } })
      return method
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
