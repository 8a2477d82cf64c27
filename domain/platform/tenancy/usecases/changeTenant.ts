import { Effect } from "effect"
import { Events } from "../../../../ports/platform/Events.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { TenantChange } from "../model/index.ts"

/** Changes the company's own settings, if nobody did since the caller read `version`. */
export const changeTenant = Effect.fn("tenancy.changeTenant")(function* (
  version: number,
  change: TenantChange
) {
  const { write } = yield* UnitOfWork
  const tenants = yield* Tenants
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const tenant = yield* tenants.change(version, change)
      yield* events.publish({
        type: "tenancy.tenant.changed",
        entityId: tenant.id,
        payload: { version: tenant.version }
      })
      return tenant
    })
  )
})
