import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  NewSpread,
  Spread,
  SpreadId,
  SpreadPlan,
  SpreadState,
  SpreadTooSmall
} from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { problem } from "../contract/problem.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems } from "./accounting.problems.ts"

const SpreadTooSmallProblem = problem(SpreadTooSmall, {
  title: { fr: "Montant trop petit à étaler", en: "Amount too small to spread" },
  detail: ({ instalments, total }) => ({
    fr: `${amountOf(total)} ${total.currency} en ${instalments} échéances : l'une d'elles serait nulle.`,
    en: `${amountOf(total)} ${total.currency} over ${instalments} instalments: one of them would be nothing.`
  }),
  next: { fr: "Étalez sur moins de mois.", en: "Spread it over fewer months." }
})

const Due = Schema.Struct({ upTo: LocalDate }).annotate({
  identifier: "SpreadDue",
  examples: [{ upTo: LocalDate.make("2026-01-31") }]
})

const params = { spreadId: SpreadId }

export class SpreadsApi extends HttpApiGroup.make("spreads")
  .add(
    HttpApiEndpoint.get("spreads", "/accounting/spreads", {
      query: { ...PageQuery, state: Schema.optional(SpreadState) },
      success: Page(Spread)
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the spreads, newest first"),
    HttpApiEndpoint.post("addSpread", "/accounting/spreads", {
      headers: WriteHeaders,
      payload: NewSpread,
      success: SpreadPlan.pipe(HttpApiSchema.status(201)),
      error: [...entryProblems, SpreadTooSmallProblem, NotFoundProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Plan a spread: prepaid, deferred, accrued or depreciated, by instalments"),
    HttpApiEndpoint.get("spread", "/accounting/spreads/:spreadId", {
      params,
      success: SpreadPlan,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "One spread with its instalments and their entries"),
    HttpApiEndpoint.post("postSpread", "/accounting/spreads/:spreadId/post", {
      params,
      headers: WriteHeaders,
      payload: Due,
      success: SpreadPlan,
      error: [...entryProblems, NotFoundProblem, AlreadyExistsProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Post the instalments that are due up to a date, each once"),
    HttpApiEndpoint.post("cancelSpread", "/accounting/spreads/:spreadId/cancel", {
      params,
      headers: UpdateHeaders,
      success: SpreadPlan,
      error: [NotFoundProblem, VersionConflictProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Cancel what is still planned of a spread")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Instalments")
  .annotate(OpenApi.Description, "Amounts that go to the books by instalments") {}
