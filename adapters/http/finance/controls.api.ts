import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  FiscalYearId,
  Invariant,
  Suspense,
  Verification,
  WholeVerification
} from "../../../domain/finance/accounting/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { BankAgreement } from "../../../domain/finance/banking/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Code } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { PageQuery } from "../contract/pages.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"

const EntryNumber = (description: string) =>
  Schema.optional(
    Schema.NumberFromString.check(
      Schema.isInt(),
      Schema.isBetween({ minimum: 1, maximum: 2_147_483_646 })
    ).annotate({ description })
  )

const Invariants = Schema.Struct({
  ok: Schema.Boolean,
  items: Schema.Array(Invariant),
  banks: Schema.Array(BankAgreement)
}).annotate({ identifier: "Invariants" })

export class ControlsApi extends HttpApiGroup.make("controls")
  .add(
    HttpApiEndpoint.get("verify", "/accounting/verify", {
      query: {
        fiscalYearId: Schema.optional(FiscalYearId),
        journal: Schema.optional(Code),
        from: EntryNumber("The first number of a journal to verify"),
        to: EntryNumber("The last number of a journal to verify"),
        cursor: PageQuery.cursor
      },
      success: Verification,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Recompute 10,000 links of the journals' hash chains and their numbering"),
    HttpApiEndpoint.post("verifyWhole", "/accounting/verify", {
      headers: WriteHeaders,
      payload: WholeVerification,
      success: RequestedJob.pipe(HttpApiSchema.status(202)),
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Recompute every link of the journals' hash chains, as a job"),
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
