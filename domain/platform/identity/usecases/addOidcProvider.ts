import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { OidcProviders } from "../../../../ports/platform/OidcProviders.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { permissionsOf } from "../../../shared/Permission.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { type NewOidcProvider, OidcProviderId, withinRights } from "../model/index.ts"

/**
 * Trusts an identity provider. Whoever controls it can speak for every member, owners included, so the actor must
 * have all the rights of an owner.
 */
export const addOidcProvider = Effect.fn("identity.addOidcProvider")(function* (wanted: NewOidcProvider) {
  const { write } = yield* UnitOfWork
  const { permissions } = yield* TenantScope
  const providers = yield* OidcProviders
  const events = yield* Events
  yield* Effect.fromResult(withinRights(permissions, permissionsOf.owner))
  const id = OidcProviderId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const provider = yield* providers.add(id, wanted)
      const { audience, issuer } = provider
      yield* events.publish({ type: "identity.provider.added", entityId: id, payload: { issuer, audience } })
      return provider
    })
  )
})
