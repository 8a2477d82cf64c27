import { Effect } from "effect"
import { TenantDirectory } from "../../../../ports/platform/TenantDirectory.ts"

/** Every company of the service, by name: for its operators. */
export const listTenants = Effect.fn("tenancy.listTenants")(function* () {
  const { all } = yield* TenantDirectory
  return yield* all
})
