import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"

/** Opens the company's access again. */
export const resumeTenant = Effect.fn("tenancy.resumeTenant")(function* () {
  const { write } = yield* UnitOfWork
  const tenants = yield* Tenants
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const tenant = yield* tenants.setStatus("active")
      const type = "tenancy.tenant.resumed"
      yield* events.publish({ type, entityId: tenant.id, payload: {} })
      return tenant
    })
  )
})
