import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import {
  FiscalYearId,
  Invariants,
  Suspense,
  Verification
} from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { PageQuery } from "../contract/pages.ts"
import { Requires } from "../contract/rules.ts"

export class ControlsApi extends HttpApiGroup.make("controls")
  .add(
    HttpApiEndpoint.get("verify", "/accounting/verify", {
      query: { fiscalYearId: Schema.optional(FiscalYearId) },
      success: Verification,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Recompute the hash chain and the numbering of every journal"),
    HttpApiEndpoint.get("invariants", "/accounting/invariants", {
      query: { to: Schema.optional(LocalDate) },
      success: Invariants
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "What must always be true of the books, with the first entry that offends"),
    HttpApiEndpoint.get("suspense", "/accounting/suspense", {
      query: { ...PageQuery, at: LocalDate },
      success: Suspense
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "What waits on the suspense accounts (471) at a date, oldest first")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Controls of the books")
  .annotate(OpenApi.Description, "Verification of the hash chain, invariants of the books, suspense") {}
