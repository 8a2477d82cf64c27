import { Effect } from "effect"
import { ProviderDefinitions } from "../../../../ports/finance/ProviderAdapters.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJobOnce } from "../../../platform/jobs/usecases/index.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import { openConnection } from "../../providers/usecases/index.ts"
import { readAccountsKind } from "../model/index.ts"
import { readConnection } from "./readConnection.ts"
import { notRead } from "./syncFailures.ts"

/** Asks for the accounts of a connection to be read because it is time: of an enabled one whose provider shows accounts. */
export const requestReading = Effect.fn("banking.requestReading")(function* (connectionId: ConnectionId) {
  const { read } = yield* UnitOfWork
  const { find } = yield* ProviderConnections
  const definitions = yield* ProviderDefinitions
  const { provider, state } = yield* read(find(connectionId))
  const shows = definitions.get(provider)?.capabilities.has("banking.accounts") === true
  if (shows && state === "enabled") yield* requestJobOnce(readAccountsKind, { connectionId }, "open")
})

/** The work of `banking.read-accounts`. A connection that was disabled meanwhile is left alone. */
export const readAccounts = jobHandler(readAccountsKind, ({ connectionId }) =>
  openConnection(connectionId, "sending").pipe(
    Effect.flatMap(readConnection),
    Effect.catchTag("ConnectionDisabled", () => Effect.succeed({ disabled: true })),
    Effect.mapError(notRead)
  )
)
