import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { requestWork } from "../../domain/platform/processes/usecases/index.ts"
import { ProcessLine } from "../../ports/platform/ProcessLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** Asks for a job in each company that has processes due, by time or by a signal: one of the workers does it for all. */
export const processLineLayer = Singleton.make(
  "processes/line",
  Effect.gen(function* () {
    const line = yield* ProcessLine
    const ask = Effect.flatMap(line.due, (companies) =>
      forEachCompany(
        companies.map((tenantId) => ({ tenantId })),
        { requestId: "processes-line", failed: "The processes of a company could not be worked at" },
        () => requestWork
      )
    )
    yield* everAgain("250 millis", ask)
  })
)
