import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestBatchFollowing } from "../../domain/finance/banking/usecases/index.ts"
import { TransferBatchLine } from "../../ports/finance/TransferBatchLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** Asks for the reading of each batch of transfers that is under way at an institution. */
export const transferBatchLineLayer = Singleton.make(
  "transfers/batches",
  Effect.gen(function* () {
    const { take } = yield* TransferBatchLine
    const follow = Effect.flatMap(take(20), (due) =>
      forEachCompany(
        due,
        { requestId: "transfer-batches-line", failed: "A batch of transfers could not be followed" },
        ({ batchId }) => requestBatchFollowing(batchId)
      )
    )
    yield* everAgain("2 seconds", follow)
  })
)
