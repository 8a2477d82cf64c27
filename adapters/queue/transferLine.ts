import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestFollowing } from "../../domain/finance/banking/usecases/index.ts"
import { TransferLine } from "../../ports/finance/TransferLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** Asks for the reading of each transfer that is under way at an institution: one of the workers does it for all. */
export const transferLineLayer = Singleton.make(
  "transfers/line",
  Effect.gen(function* () {
    const { take } = yield* TransferLine
    const follow = Effect.flatMap(take(100), (due) =>
      forEachCompany(
        due,
        { requestId: "transfers-line", failed: "A transfer could not be followed" },
        ({ transferId }) => requestFollowing(transferId)
      )
    )
    yield* everAgain("2 seconds", follow)
  })
)
