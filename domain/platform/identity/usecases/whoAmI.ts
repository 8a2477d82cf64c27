import { Effect } from "effect"
import { Actors } from "../../../../ports/platform/Actors.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { NotFound } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import type { Identity } from "../model/index.ts"

/** The acting company, person or machine, role and rights. */
export const whoAmI = Effect.fn("identity.whoAmI")(function* () {
  const { actorId, actorKind, permissions } = yield* TenantScope
  const tenant = yield* Effect.flatMap(Tenants, ({ current }) => current)
  const found = yield* Effect.flatMap(Actors, ({ current }) => current)
  const actor = yield* Effect.mapError(
    Effect.fromOption(found),
    () => new NotFound({ entity: "Actor", id: actorId })
  )
  return {
    tenant: { id: tenant.id, name: tenant.name },
    actor: { id: actorId, kind: actorKind, name: actor.name },
    role: actor.role,
    permissions: [...permissions]
  } satisfies Identity
})
