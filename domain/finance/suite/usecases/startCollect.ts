import { Effect } from "effect"
import { startProcess } from "../../../platform/processes/usecases/index.ts"
import { collect, CollectInput, type Collection, type StartCollect } from "../model/index.ts"
import { checkSources } from "./checkSources.ts"
import { requestOf } from "./requestOf.ts"
import { sealTokens } from "./sourceTokens.ts"

/**
 * Starts a collection by card, once under its business key. Fails with `NotFound` for what the company has not, and with
 * `VaultClosed` when a one-time token cannot be sealed.
 */
export const startCollect = Effect.fn("suite.startCollect")(function* ({
  businessKey,
  input
}: typeof StartCollect.Type) {
  yield* checkSources(input)
  const request = yield* requestOf(CollectInput, input)
  return yield* startProcess(collect, { businessKey, request, input: sealedInput(input) })
})

const sealedInput = ({ sources, ...wanted }: CollectInput) =>
  Effect.map(sealTokens(sources), (kept): Collection => ({ ...wanted, sources: kept }))
