import { DateTime, Effect } from "effect"
import { NotificationAddresses } from "../../../../ports/finance/NotificationAddresses.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { NotificationAddressId } from "../model/index.ts"

/** Ends an address now: it answers as an unknown one from here on. */
export const endAddress = Effect.fn("notifications.endAddress")(function* (id: NotificationAddressId) {
  const { write } = yield* UnitOfWork
  const addresses = yield* NotificationAddresses
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { connectionId } = yield* addresses.find(id)
      yield* addresses.end(id, yield* DateTime.now)
      yield* events.publish({
        type: "providers.notification-address.ended",
        entityId: id,
        payload: { connectionId }
      })
      return yield* addresses.find(id)
    })
  )
})
