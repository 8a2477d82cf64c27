import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestCardFollowing } from "../../domain/finance/cards/usecases/index.ts"
import { CardLine } from "../../ports/finance/CardLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** Asks for the reading of each card whose issuer has still to do something: one of the workers does it for all. */
export const cardLineLayer = Singleton.make(
  "cards/line",
  Effect.gen(function* () {
    const { take } = yield* CardLine
    const follow = Effect.flatMap(take(100), (due) =>
      forEachCompany(due, { requestId: "cards-line", failed: "A card could not be followed" }, ({ cardId }) =>
        requestCardFollowing(cardId)
      )
    )
    yield* everAgain("2 seconds", follow)
  })
)
