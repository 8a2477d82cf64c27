import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Tenant, TenantChange } from "../../../domain/platform/tenancy/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { VersionConflictProblem } from "../contract/errors.ts"
import { Requires, UpdateHeaders } from "../contract/rules.ts"

export class TenancyApi extends HttpApiGroup.make("tenancy")
  .add(
    HttpApiEndpoint.get("currentTenant", "/tenant", { success: Tenant })
      .annotate(Requires, "tenant:read")
      .annotate(OpenApi.Summary, "The company that the credential belongs to"),
    HttpApiEndpoint.patch("changeTenant", "/tenant", {
      headers: UpdateHeaders,
      payload: TenantChange,
      success: Tenant,
      error: VersionConflictProblem
    })
      .annotate(Requires, "tenant:admin")
      .annotate(OpenApi.Summary, "Change the company's name, language or allowed web origins")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Company")
  .annotate(OpenApi.Description, "The acting company and its settings") {}
