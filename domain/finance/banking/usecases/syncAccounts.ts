import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import type { ConnectionId } from "../../providers/model/index.ts"
import { openConnection } from "../../providers/usecases/index.ts"
import { syncAccountsKind } from "../model/index.ts"
import { readConnection } from "./readConnection.ts"
import { notRead } from "./syncFailures.ts"

/** Asks for a reading of the accounts of a connection; the worker makes it. */
export const requestSync = Effect.fn("banking.requestSync")(function* (connectionId: ConnectionId) {
  const { write } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  return yield* write(
    Effect.gen(function* () {
      yield* connections.find(connectionId)
      return { jobId: yield* requestJob(syncAccountsKind, { connectionId }) }
    })
  )
})

/** The work of `banking.sync-accounts`: somebody asked for it, so a disabled connection is read too. */
export const syncAccounts = jobHandler(syncAccountsKind, ({ connectionId }) =>
  openConnection(connectionId, "asking").pipe(Effect.flatMap(readConnection), Effect.mapError(notRead))
)
