import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestPaymentBatchFollowing } from "../../domain/finance/treasury/usecases/index.ts"
import { PaymentBatchLine } from "../../ports/finance/PaymentBatchLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** Asks for the reading of each batch of payments whose transfers have moved. */
export const paymentBatchLineLayer = Singleton.make(
  "treasury/batches",
  Effect.gen(function* () {
    const { take } = yield* PaymentBatchLine
    const follow = Effect.flatMap(take(20), (due) =>
      forEachCompany(
        due,
        { requestId: "payment-batches-line", failed: "A batch of payments could not be followed" },
        ({ batchId }) => requestPaymentBatchFollowing(batchId)
      )
    )
    yield* everAgain("2 seconds", follow)
  })
)
