import { Effect } from "effect"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { ProviderRoutes } from "../../../../ports/finance/ProviderRoutes.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { Capability, ConnectionId } from "../../providers/model/index.ts"

/** Sets in which order the company wants its connections tried. Fails with `NotFound` for one that it does not have. */
export const setFallbackOrder = Effect.fn("suite.setFallbackOrder")(function* (
  capability: Capability,
  version: number,
  connectionIds: ReadonlyArray<ConnectionId>
) {
  const { write } = yield* UnitOfWork
  const { find } = yield* ProviderConnections
  const { setOrder } = yield* ProviderRoutes
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* Effect.forEach(connectionIds, find, { discard: true })
      const order = yield* setOrder(capability, version, connectionIds)
      yield* events.publish({
        type: "providers.fallback_order.set",
        entityId: capability,
        payload: { connectionIds: [...connectionIds] }
      })
      return order
    })
  )
})
