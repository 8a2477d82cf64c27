import { Effect } from "effect"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Files } from "../../../../ports/platform/Files.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type CardPaymentId, ReceiptUnreadable, receiptType } from "../model/index.ts"

/** Keeps a receipt among the company's files and attaches it to a payment; it does not expire. */
export const attachReceipt = Effect.fn("cards.attachReceipt")(function* (
  paymentId: CardPaymentId,
  fileName: string,
  bytes: Uint8Array
) {
  const { write } = yield* UnitOfWork
  const payments = yield* CardPayments
  const events = yield* Events
  const files = yield* Files
  const contentType = receiptType(bytes)
  return yield* write(
    Effect.gen(function* () {
      yield* payments.hold(paymentId)
      if (contentType === null) return yield* new ReceiptUnreadable({ fileName })
      const file = yield* files.begin({
        name: fileName,
        contentType,
        readableWith: "cards:read",
        jobId: null,
        expiresAt: null
      })
      yield* file.write(bytes)
      yield* files.publish([yield* file.close])
      const payment = yield* payments.attach(paymentId, file.id)
      yield* events.publish({
        type: "cards.payment.receipt_attached",
        entityId: paymentId,
        payload: { fileId: file.id }
      })
      return payment
    })
  )
})
