import { Effect, Schema } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import type { Found, StepTask } from "../../../platform/processes/model/index.ts"
import { PaymentId } from "../../payments/model/index.ts"
import { refundPayment, voidPayment } from "../../payments/usecases/index.ts"
import type { Collection } from "../model/index.ts"
import { refusalText } from "./refusalText.ts"
import { subjectOf } from "./subjectOf.ts"

type Task = StepTask<Collection>

const paymentIn = subjectOf(Schema.Struct({ paymentId: PaymentId }))

/** Gives the money back: by a void while the payment is not settled and none was refused, by a refund otherwise. */
const begin = Effect.fn("suite.collect.undo")(function* ({ attempt, subjects }: Task) {
  const { find } = yield* Payments
  const { paymentId } = yield* paymentIn(subjects["take"])
  const { payment } = yield* Effect.orDie(find(paymentId))
  if (isGivenBack(payment.state)) return { _tag: "Succeeded" } satisfies Found
  const giveBack =
    payment.settledOn === null && attempt === 1
      ? voidPayment(paymentId, payment.version)
      : refundPayment(paymentId, null)
  return yield* giveBack.pipe(
    Effect.as({ _tag: "Opened" as const, awaits: paymentId, subject: { paymentId } }),
    Effect.catch((failure) =>
      Effect.succeed({ _tag: "Refused" as const, again: true, fault: refusalText(failure) })
    )
  )
})

const look = Effect.fnUntraced(function* ({ subjects }: Task) {
  const { find } = yield* Payments
  const { paymentId } = yield* paymentIn(subjects["take"])
  const { operations, payment } = yield* Effect.orDie(find(paymentId))
  if (isGivenBack(payment.state)) return { _tag: "Succeeded" } satisfies Found
  const last = operations.findLast(({ kind }) => kind === "void" || kind === "refund")
  if (last?.state === "unknown") return { _tag: "Unknown" } satisfies Found
  if (last?.state !== "refused") return { _tag: "Pending" } satisfies Found
  const code = last.code ?? "azals.refused"
  const fault = {
    code,
    fr: `La passerelle n'a pas rendu l'argent (${code}). ${last.message ?? ""}`.trim(),
    en: `The gateway did not give the money back (${code}). ${last.message ?? ""}`.trim()
  }
  return { _tag: "Refused", again: true, fault } satisfies Found
})

/** The compensation of the step `take`: a new operation at the gateway, never a deletion. */
export const undoTaking = { begin, look }

const isGivenBack = (state: string) => state === "voided" || state === "refunded" || state === "returned"
