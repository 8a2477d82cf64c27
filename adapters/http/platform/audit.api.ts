import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { AuditEntry, AuditVerification } from "../../../domain/platform/audit/model/index.ts"
import { Instant } from "../../../domain/shared/Instant.ts"
import { ActorId } from "../../../domain/shared/TenantScope.ts"
import { Credential } from "../contract/Credential.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires } from "../contract/rules.ts"

const Word = (description: string) =>
  Schema.optional(Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,100}$/)).annotate({ description }))

export class AuditApi extends HttpApiGroup.make("audit")
  .add(
    HttpApiEndpoint.get("auditEntries", "/audit", {
      query: {
        ...PageQuery,
        entity: Word("Only changes of this kind of row, such as member"),
        entityId: Word("Only changes of the row with this id"),
        actor: Schema.optional(ActorId.annotate({ description: "Only changes made by this person or key" })),
        requestId: Word("Only changes made by the request with this x-request-id"),
        from: Schema.optional(Instant.annotate({ description: "Only changes from this moment on" })),
        to: Schema.optional(Instant.annotate({ description: "Only changes before this moment" }))
      },
      success: Page(AuditEntry)
    })
      .annotate(Requires, "audit:read")
      .annotate(OpenApi.Summary, "List who changed what, the newest first"),
    HttpApiEndpoint.get("verifyAudit", "/audit/verify", { success: AuditVerification })
      .annotate(Requires, "audit:read")
      .annotate(OpenApi.Summary, "Recompute the chain of the audit and say where it is broken")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Audit trail")
  .annotate(OpenApi.Description, "Who changed what, when, in a chain that shows any tampering") {}
