import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { foretellCovenantKind } from "../../domain/finance/financing/model/index.ts"
import { requestForetelling } from "../../domain/finance/financing/usecases/index.ts"
import { CovenantLine } from "../../ports/finance/CovenantLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** One round: asks for a look at each covenant whose next test may be near. One that fails keeps no other back. */
export const sweepCovenants = Effect.gen(function* () {
  const { take } = yield* CovenantLine
  return yield* forEachCompany(
    yield* take(200),
    {
      requestId: "covenant-sweep",
      failed: "A look at a covenant could not be asked for",
      permissions: foretellCovenantKind.permissions
    },
    ({ covenantId }) => requestForetelling(covenantId)
  )
})

/** Has the tests of covenants told of ahead: one of the workers does it for all companies. */
export const covenantSweepLayer = Singleton.make(
  "credit/covenants",
  Effect.asVoid(everAgain("5 minutes", sweepCovenants))
)
