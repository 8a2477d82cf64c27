import { Effect } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import { openIntent } from "../../providers/usecases/index.ts"
import type { Money } from "../../../shared/Money.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  OperationId,
  type AskedKind,
  operationIntents,
  type OperationOrder,
  type Payment
} from "../model/index.ts"

type Origin = Pick<OperationOrder, "billing" | "initialReference" | "initiatedBy" | "source" | "threeDSecure">

/** What follows a payment takes nothing new from the payer. */
export const followed: Origin = { source: null, initiatedBy: "payer", initialReference: null }

/** Asks the gateway for something, in the running unit of work: the operation, and the intent that it waits for. */
export const openOperation = Effect.fnUntraced(function* (
  { connectionId, gatewayReference, id, label }: Payment,
  kind: AskedKind,
  amount: Money,
  origin: Origin
) {
  const payments = yield* Payments
  const operationId = OperationId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const payload: OperationOrder = {
    paymentId: id,
    operationId,
    amount,
    label,
    reference: origin.source === null ? gatewayReference : null,
    ...origin
  }
  const intent = yield* openIntent(operationIntents[kind], {
    connectionId,
    businessKey: operationId,
    amount,
    payload
  }).pipe(Effect.catchTag("IntentConflict", (conflict) => Effect.die(conflict)))
  yield* payments.addOperation({ id: operationId, paymentId: id, kind, amount, intentId: intent.id })
  return intent
})
