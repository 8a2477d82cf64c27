import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { remindReceiptKind } from "../../domain/finance/cards/model/index.ts"
import { requestReminder } from "../../domain/finance/cards/usecases/index.ts"
import { CardLine } from "../../ports/finance/CardLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** One round: asks for a reminder of each receipt that is missing for long enough. One that fails keeps no other back. */
export const sweepReceipts = Effect.gen(function* () {
  const { takeReceipts } = yield* CardLine
  return yield* forEachCompany(
    yield* takeReceipts(200),
    {
      requestId: "receipt-sweep",
      failed: "A reminder of a receipt could not be asked for",
      permissions: remindReceiptKind.permissions
    },
    ({ paymentId }) => requestReminder(paymentId)
  )
})

/** Has missing receipts reminded of: one of the workers does it for all companies. */
export const receiptSweepLayer = Singleton.make(
  "cards/receipts",
  Effect.asVoid(everAgain("1 minute", sweepReceipts))
)
