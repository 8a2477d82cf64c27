import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"

/** Closes the company's access: every route answers `TenantSuspended` until it is resumed. Its data stays. */
export const suspendTenant = Effect.fn("tenancy.suspendTenant")(function* () {
  const { write } = yield* UnitOfWork
  const tenants = yield* Tenants
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const tenant = yield* tenants.setStatus("suspended")
      const type = "tenancy.tenant.suspended"
      yield* events.publish({ type, entityId: tenant.id, payload: {} })
      return tenant
    })
  )
})
