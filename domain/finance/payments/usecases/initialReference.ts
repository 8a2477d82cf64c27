import { Effect, Option, Schema } from "effect"
import { PaymentMethods } from "../../../../ports/finance/PaymentMethods.ts"
import { type PaymentFile, Payments } from "../../../../ports/finance/Payments.ts"
import { ProviderIntents } from "../../../../ports/finance/ProviderIntents.ts"
import {
  initialFault,
  InitialPaymentNotUsable,
  type NewPayment,
  OperationOrder,
  type Payment
} from "../model/index.ts"

/**
 * The gateway's reference of the payment with which the payer consented to this one: the one that is named, else the
 * first that the payer made with the same stored method. Null: there is none, and the payer consents now.
 */
export const initialReference = Effect.fnUntraced(function* (
  wanted: Pick<NewPayment, "connectionId" | "initialPaymentId" | "party" | "paymentMethodId">
) {
  const { find, firstWith } = yield* Payments
  const { connectionId, initialPaymentId, paymentMethodId } = wanted
  if (initialPaymentId === undefined) {
    return paymentMethodId === undefined ? null : Option.getOrNull(yield* firstWith(paymentMethodId))
  }
  const file = yield* find(initialPaymentId)
  const initial = {
    payment: file.payment,
    payer: yield* payerOf(file.payment),
    initiatedBy: yield* starterOf(file)
  }
  const method = yield* methodOf(wanted)
  const payer = method?.customer ?? wanted.party?.code ?? null
  const fault = initialFault(initial, { connectionId, method, payer })
  if (fault !== undefined) return yield* new InitialPaymentNotUsable({ initialPaymentId, fault })
  return file.payment.gatewayReference
})

/** Whose it is: the customer of the stored method, else the party's code. */
const payerOf = (payment: Pick<Payment, "party" | "paymentMethodId">) =>
  Effect.map(methodOf(payment), (method) => method?.customer ?? payment.party?.code ?? null)

const methodOf = Effect.fnUntraced(function* ({
  paymentMethodId = null
}: Partial<Pick<Payment, "paymentMethodId">>) {
  if (paymentMethodId === null) return null
  const { find } = yield* PaymentMethods
  return (yield* find(paymentMethodId)).method
})

const starterOf = Effect.fnUntraced(function* ({ operations: [first] }: PaymentFile) {
  if (first === undefined || first.intentId === null) return "merchant"
  const { byId } = yield* ProviderIntents
  const { payload } = yield* Effect.orDie(byId(first.intentId))
  return (yield* Effect.orDie(decodeOrder(payload))).initiatedBy
})

/** What we stored ourselves fits its schema. */
const decodeOrder = Schema.decodeUnknownEffect(Schema.toCodecJson(OperationOrder))
