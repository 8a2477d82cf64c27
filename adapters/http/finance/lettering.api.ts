import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  AccountCode,
  Lettering,
  LetteringId,
  LineId,
  NewLettering
} from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Money } from "../../../domain/shared/Money.ts"
import { Code } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems } from "./accounting.problems.ts"
import { letteringProblems } from "./lettering.problems.ts"

const OpenLine = Schema.Struct({
  lineId: LineId,
  account: AccountCode,
  party: Lettering.fields.party,
  side: Schema.Literals(["debit", "credit"]),
  open: Money,
  openForeign: Schema.NullOr(Money)
}).annotate({ identifier: "OpenLine" })

const Cancellation = Schema.Struct({ date: LocalDate }).annotate({
  identifier: "LetteringCancellation",
  examples: [{ date: LocalDate.make("2026-03-01") }]
})

export class LetteringApi extends HttpApiGroup.make("lettering")
  .add(
    HttpApiEndpoint.get("openLines", "/accounting/open-lines", {
      query: {
        ...PageQuery,
        account: AccountCode,
        party: Schema.optional(Code),
        asOf: Schema.optional(LocalDate)
      },
      success: Page(OpenLine)
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the lines of an account that are not wholly lettered, at a date"),
    HttpApiEndpoint.get("letterings", "/accounting/letterings", {
      query: { ...PageQuery, account: Schema.optional(AccountCode) },
      success: Page(Lettering)
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the letterings, newest first"),
    HttpApiEndpoint.post("letterLines", "/accounting/letterings", {
      headers: WriteHeaders,
      payload: NewLettering,
      success: Lettering.pipe(HttpApiSchema.status(201)),
      error: [...letteringProblems, ...entryProblems, NotFoundProblem, AlreadyExistsProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Letter lines that settle each other, wholly or in part"),
    HttpApiEndpoint.get("lettering", "/accounting/letterings/:letteringId", {
      params: { letteringId: LetteringId },
      success: Lettering,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "One lettering with its parts"),
    HttpApiEndpoint.post("cancelLettering", "/accounting/letterings/:letteringId/cancel", {
      params: { letteringId: LetteringId },
      headers: UpdateHeaders,
      payload: Cancellation,
      success: Lettering,
      error: [NotFoundProblem, VersionConflictProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Undo a lettering: its lines are open again")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Lettering")
  .annotate(OpenApi.Description, "Which lines settle each other") {}
