import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { changeTenant } from "../../../domain/platform/tenancy/usecases/index.ts"
import { Tenants } from "../../../ports/platform/Tenants.ts"
import { Api } from "../Api.ts"
import { versionOf } from "../contract/rules.ts"

export const tenancyHandlers = HttpApiBuilder.group(Api, "tenancy", (handlers) =>
  handlers.handleAll({
    currentTenant: () => Effect.flatMap(Tenants, ({ current }) => current),
    changeTenant: ({ headers, payload }) => changeTenant(versionOf(headers["if-match"]), payload)
  })
)
