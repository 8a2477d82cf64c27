import { Effect } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import type { PaymentGateway } from "../../../../ports/finance/PaymentGateway.ts"
import {
  type IntentId,
  intentPerformer,
  type IntentTask,
  type OpenConnection
} from "../../providers/model/index.ts"
import {
  AskedKind,
  operationIntents,
  type OperationOrder,
  type PaymentOrder,
  whatBecame
} from "../model/index.ts"
import { endOperation } from "./endOperation.ts"
import { gatewayOf } from "./gatewayOf.ts"
import { dropOnce, openThreeDSecure, openToken } from "./intentToken.ts"

type Task = IntentTask<OperationOrder>

/** What each kind of operation does at its gateway, and how it is asked for when the answer was lost. */
export const operationPerformers = AskedKind.literals.map((kind) =>
  intentPerformer(operationIntents[kind], {
    send: ({ connection, key, payload }: Task) =>
      Effect.gen(function* () {
        const gateway = yield* gatewayOf(connection, operationIntents[kind].capability)
        const { amount, code, message, reference } = yield* sent(gateway, kind, connection, payload, key)
        return { reference, outcome: { amount, code, message } }
      }),
    ask: ({ connection, key, payload }: Task) =>
      Effect.gen(function* () {
        const gateway = yield* gatewayOf(connection, operationIntents[kind].capability)
        const { currency } = payload.amount
        const ordered = yield* gateway.findByOrder(connection, key, currency)
        const followed =
          payload.reference === null
            ? null
            : yield* gateway.findByReference(connection, payload.reference, currency)
        return whatBecame(kind, payload, { ordered, followed, ...(yield* ourBooks(kind, payload)) })
      }),
    settled: (intent, payload, ended) =>
      Effect.gen(function* () {
        if (payload.source?._tag === "Token" || authenticationOf(payload) !== null) yield* dropOnce(intent)
        yield* endOperation(kind, intent.id, payload, ended)
      }),
    absentAfter: "15 minutes"
  })
)

const sent = Effect.fnUntraced(function* (
  gateway: PaymentGateway,
  kind: AskedKind,
  connection: OpenConnection,
  payload: OperationOrder,
  key: IntentId
) {
  const { amount, billing = null, initialReference, initiatedBy, label, reference, source } = payload
  if (kind === "capture" || kind === "refund" || kind === "void") {
    return reference === null
      ? yield* Effect.die("what follows a payment has its reference")
      : yield* gateway[kind](connection, reference, amount, key)
  }
  if (source === null) return yield* Effect.die("a payment has a source")
  const kept = authenticationOf(payload)
  const order: PaymentOrder = {
    amount,
    source: source._tag === "Token" ? { ...source, token: yield* openToken(connection, key) } : source,
    label,
    initiatedBy,
    initialReference,
    billing,
    threeDSecure: kept === null ? null : yield* openThreeDSecure(connection, key, kept)
  }
  return yield* gateway[methods[kind]](connection, order, key)
})

const authenticationOf = ({ threeDSecure = null }: OperationOrder) => threeDSecure

const methods = {
  sale: "sale",
  authorisation: "authorise",
  credit: "credit",
  validation: "validate"
} as const satisfies Record<string, keyof PaymentGateway>

/** What we know of the payment beside this operation. */
const ourBooks = Effect.fnUntraced(function* (kind: AskedKind, { operationId, paymentId }: OperationOrder) {
  const { find } = yield* Payments
  const { operations, payment } = yield* Effect.orDie(find(paymentId))
  return {
    done: kind === "refund" ? payment.refunded.minor : payment.captured.minor,
    crowded: operations.some(
      ({ id, state }) => id !== operationId && (state === "open" || state === "unknown")
    )
  }
})
