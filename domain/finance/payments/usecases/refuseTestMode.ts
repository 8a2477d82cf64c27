import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import { setConnectionState } from "../../providers/usecases/index.ts"
import { isOfTestMode } from "../model/index.ts"

/** Whether a live connection is told of something that nobody pays: its account is in test mode. */
export const isUnreal = ({ environment }: Pick<OpenConnection, "environment">, type: string): boolean =>
  environment === "live" && isOfTestMode(type)

/** The version of what is unreal: nothing is applied after it. */
export const afterAll = 9_000_000_000_000_000_000n

/** Stops a live connection to an account in test mode: what it takes would be posted and never paid. */
export const stopUnreal = Effect.fnUntraced(function* ({ id, provider }: OpenConnection) {
  const { find } = yield* ProviderConnections
  const events = yield* Events
  const { state, version } = yield* Effect.orDie(find(id))
  if (state === "disabled") return
  yield* Effect.orDie(setConnectionState(id, version, "disabled"))
  yield* events.publish({
    type: "providers.connection.in_test_mode",
    entityId: id,
    payload: { provider }
  })
})
