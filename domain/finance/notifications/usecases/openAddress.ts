import { DateTime, Duration, Effect, Redacted } from "effect"
import { NotificationAddresses } from "../../../../ports/finance/NotificationAddresses.ts"
import { NotificationSchemes } from "../../../../ports/finance/NotificationSchemes.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { RandomTexts } from "../../../../ports/platform/RandomTexts.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../shared/Uuid.ts"
import type { Connection, ConnectionId } from "../../providers/model/index.ts"
import {
  type NewNotificationAddress,
  NotificationAddressId,
  NotNotified,
  ProofSecretMissing
} from "../model/index.ts"

/**
 * Opens an address at which the connection's provider may deliver; those before it go on for the overlap. Its path is
 * answered here and nowhere else.
 */
export const openAddress = Effect.fn("notifications.openAddress")(function* (
  connectionId: ConnectionId,
  { overlapSeconds }: NewNotificationAddress
) {
  const { write } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  const addresses = yield* NotificationAddresses
  const events = yield* Events
  const secret = yield* Effect.flatMap(RandomTexts, ({ url }) => url)
  const id = NotificationAddressId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const connection = yield* connections.find(connectionId)
      yield* provable(connection)
      yield* addresses.add(id, connectionId, secret)
      const address = yield* Effect.orDie(addresses.find(id))
      const ends = DateTime.addDuration(yield* DateTime.now, Duration.seconds(overlapSeconds))
      yield* addresses.endOthers(address, ends)
      yield* events.publish({
        type: "providers.notification-address.opened",
        entityId: id,
        payload: { connectionId, provider: connection.provider }
      })
      return { address, path: `/v2/hooks/in/${connection.provider}/${Redacted.value(secret)}` }
    })
  )
})

const provable = Effect.fnUntraced(function* ({ provider, secretNames }: Connection) {
  const scheme = (yield* NotificationSchemes).get(provider)
  if (scheme === undefined) return yield* new NotNotified({ provider })
  const field = scheme.proof?.field
  if (field !== undefined && !secretNames.includes(field)) {
    return yield* new ProofSecretMissing({ provider, field })
  }
})
