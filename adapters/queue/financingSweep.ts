import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { followFinancingKind } from "../../domain/finance/financing/model/index.ts"
import { requestJobOnce } from "../../domain/platform/jobs/usecases/index.ts"
import { FinancingLine } from "../../ports/finance/FinancingLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** One round: asks for a reading where a financer may still change something. */
export const sweepFinancings = Effect.gen(function* () {
  const { takeDue } = yield* FinancingLine
  yield* forEachCompany(
    yield* takeDue(200),
    {
      requestId: "financing-sweep",
      failed: "A financing could not be followed",
      permissions: followFinancingKind.permissions
    },
    ({ connectionId }) => requestJobOnce(followFinancingKind, { connectionId }, "open")
  )
})

/** Has what the companies' financers may still change read again: one of the workers does it for all. */
export const financingSweepLayer = Singleton.make(
  "financing/follow",
  Effect.asVoid(everAgain("1 minute", sweepFinancings))
)
