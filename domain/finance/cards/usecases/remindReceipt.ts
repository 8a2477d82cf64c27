import { Effect } from "effect"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { JobFailure, jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJobOnce } from "../../../platform/jobs/usecases/index.ts"
import { type CardPaymentId, remindReceiptKind } from "../model/index.ts"

/** Asks for a reminder of a payment's receipt; the worker looks whether it is missing still. */
export const requestReminder = (cardPaymentId: CardPaymentId) =>
  requestJobOnce(remindReceiptKind, { cardPaymentId }, "open")

/** The work of `cards.remind-receipt`: the event of a receipt that is missing, once for each payment. */
export const remindReceipt = jobHandler(remindReceiptKind, ({ cardPaymentId }) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const { hold, remind } = yield* CardPayments
    const events = yield* Events
    return yield* write(
      Effect.gen(function* () {
        const { cardId } = yield* Effect.mapError(hold(cardPaymentId), () => noSuchPayment)
        const reminded = yield* remind(cardPaymentId)
        if (reminded) {
          yield* events.publish({
            type: "cards.payment.receipt_missing",
            entityId: cardPaymentId,
            payload: { cardId }
          })
        }
        return { reminded }
      })
    )
  })
)

const noSuchPayment = new JobFailure({
  code: "cards.no-such-payment",
  fr: "Ce paiement n'existe pas.",
  en: "There is no such payment.",
  retryable: false
})
