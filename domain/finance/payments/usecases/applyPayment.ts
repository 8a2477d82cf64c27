import { Effect, Option } from "effect"
import { type PaymentFile, Payments } from "../../../../ports/finance/Payments.ts"
import { EUR } from "../../../shared/Money.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import { askedNow } from "../../providers/usecases/index.ts"
import {
  doneElsewhere,
  type DoneElsewhere,
  type GatewayPayment,
  gatewayVersion,
  OperationId,
  type PaymentId
} from "../model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { endOperation } from "./endOperation.ts"
import { gatewayOf } from "./gatewayOf.ts"
import { noteSettled } from "./noteSettled.ts"
import { afterAll, isUnreal, stopUnreal } from "./refuseTestMode.ts"

/**
 * What a notification about a payment brings, read again at the gateway: the end of what we asked for and have no answer
 * to; then what was done there by another hand; then its settlement. A payment that is not ours changes nothing, and one
 * that nobody pays, of a live account in test mode, stops its connection.
 */
export const applyPayment = notificationApplier<AppliedPorts>({
  concern: "payments.payment",
  read: ({ reference }, connection, { type }) =>
    Effect.gen(function* () {
      if (isUnreal(connection, type)) {
        return { _tag: "Apply", asOf: afterAll, write: stopUnreal(connection) } as const
      }
      const { findByReference } = yield* gatewayOf(connection, "payments.sale")
      const { atGateway } = yield* Payments
      const seen = yield* findByReference(connection, reference, EUR)
      if (seen === null) return { _tag: "Ignored", reason: "the gateway has no such payment" } as const
      const known = yield* atGateway(connection.id, seen)
      if (Option.isNone(known)) return { _tag: "Ignored", reason: "not a payment of ours" } as const
      const ends = yield* endsOfOperations(known.value, connection)
      const write = Effect.andThen(Effect.all(ends, { discard: true }), follow(known.value.payment.id, seen))
      return { _tag: "Apply", asOf: gatewayVersion(seen), write } as const
    })
})

/** The ends of what was asked of the gateway for the payment, where it can tell them now. */
const endsOfOperations = Effect.fnUntraced(function* (
  { operations }: PaymentFile,
  connection: OpenConnection
) {
  const open = operations.filter(({ state }) => state === "open" || state === "unknown")
  const asked = yield* Effect.forEach(open, ({ intentId }) =>
    intentId === null ? Effect.succeed(Option.none()) : askedNow(intentId, connection)
  )
  return asked.flatMap(Option.toArray)
})

const follow = Effect.fnUntraced(function* (id: PaymentId, seen: GatewayPayment) {
  const payments = yield* Payments
  const { operations, payment } = yield* Effect.orDie(payments.hold(id))
  if (payment.gatewayReference !== seen.reference) return
  const elsewhere = doneElsewhere(payment, operations, seen)
  if (elsewhere === "not-yet") return elsewhere
  for (const one of elsewhere) yield* adopt(id, one)
  if (seen.state.is === "settled") yield* noteSettled(payment.connectionId, [seen.reference])
})

/** Writes what another hand did as an operation of the payment, which ends as ours do and is posted as they are. */
const adopt = Effect.fnUntraced(function* (paymentId: PaymentId, done: DoneElsewhere) {
  const payments = yield* Payments
  const { amount, code, kind, message } = done
  const operationId = OperationId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  yield* payments.addOperation({ id: operationId, paymentId, kind, amount, intentId: null })
  const settlement = { reference: null, outcome: { amount, code, message } }
  yield* endOperation(kind, null, { operationId, paymentId }, { _tag: "Succeeded", settlement })
})
