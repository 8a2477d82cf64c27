import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { resumeIntent } from "../../domain/finance/providers/usecases/index.ts"
import { IntentLine } from "../../ports/finance/IntentLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** Takes up the intents of all companies that nobody is at any more: one of the workers does it for all. */
export const intentSweepLayer = Singleton.make(
  "providers/intents",
  everAgain(
    "1 minute",
    Effect.suspend(() => sweepIntents)
  )
)

/** One round of it. */
export const sweepIntents = Effect.gen(function* () {
  const { takeWaiting } = yield* IntentLine
  const waiting = yield* takeWaiting(200)
  yield* forEachCompany(
    waiting,
    { requestId: "intents-sweep", failed: "An intent could not be taken up" },
    ({ intentId }) => resumeIntent(intentId)
  )
})
