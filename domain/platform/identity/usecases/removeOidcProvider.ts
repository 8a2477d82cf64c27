import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { OidcProviders } from "../../../../ports/platform/OidcProviders.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { OidcProviderId } from "../model/index.ts"

/** Ends the trust in an identity provider: its tokens admit nobody from then on. */
export const removeOidcProvider = Effect.fn("identity.removeOidcProvider")(function* (id: OidcProviderId) {
  const { write } = yield* UnitOfWork
  const providers = yield* OidcProviders
  const events = yield* Events
  yield* write(
    Effect.andThen(
      providers.remove(id),
      events.publish({ type: "identity.provider.removed", entityId: id, payload: {} })
    )
  )
})
