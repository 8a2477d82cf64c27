import { Effect } from "effect"
import { checkSources } from "./checkSources.ts"
import { startProcess } from "../../../platform/processes/usecases/index.ts"
import { collect, type StartSuite } from "../model/index.ts"

/** Starts a process of the suite, once under its business key. */
export const startSuite = Effect.fn("suite.start")(function* ({ businessKey, input }: StartSuite) {
  yield* checkSources(input)
  return yield* startProcess(collect, businessKey, input)
})
