import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { AuditEntry, AuditVerification } from "../../../domain/platform/audit/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { Instant } from "../../../domain/shared/Instant.ts"
import { ActorId } from "../../../domain/shared/TenantScope.ts"
import { Credential } from "../contract/Credential.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"

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
    HttpApiEndpoint.get("verifyAudit", "/audit/verify", {
      query: {
        cursor: PageQuery.cursor,
        from: Schema.optional(
          Schema.NumberFromString.check(Schema.isInt(), Schema.isGreaterThan(0)).annotate({
            description: "The first entry to verify; 1 when absent"
          })
        )
      },
      success: AuditVerification
    })
      .annotate(Requires, "audit:read")
      .annotate(OpenApi.Summary, "Recompute 20,000 links of the audit's chain and say where it is broken"),
    HttpApiEndpoint.post("verifyWholeAudit", "/audit/verify", {
      headers: WriteHeaders,
      success: RequestedJob.pipe(HttpApiSchema.status(202))
    })
      .annotate(Requires, "audit:read")
      .annotate(OpenApi.Summary, "Recompute the whole chain of the audit, as a job")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Audit trail")
  .annotate(OpenApi.Description, "Who changed what, when, in a chain that shows any tampering") {}
