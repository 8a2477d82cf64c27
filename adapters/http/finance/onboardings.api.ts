import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  NewOnboarding,
  Onboarding,
  OnboardingId,
  OnboardingState
} from "../../../domain/finance/banking/model/index.ts"
import { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { NotFoundProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, WriteHeaders } from "../contract/rules.ts"
import { intentProblems } from "./intents.problems.ts"
import { OnboardingUnderWayProblem } from "./onboardings.problems.ts"

export class OnboardingsApi extends HttpApiGroup.make("onboardings")
  .add(
    HttpApiEndpoint.get("onboardings", "/banking/onboardings", {
      query: {
        ...PageQuery,
        state: Schema.optional(OnboardingState),
        connectionId: Schema.optional(ConnectionId)
      },
      success: Page(Onboarding)
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "List the accounts that were asked for, newest first"),
    HttpApiEndpoint.post("startOnboarding", "/banking/onboardings", {
      headers: WriteHeaders,
      payload: NewOnboarding,
      success: Onboarding.pipe(HttpApiSchema.status(201)),
      error: [...intentProblems, NotFoundProblem, OnboardingUnderWayProblem]
    })
      .annotate(Requires, "banking:admin")
      .annotate(OpenApi.Summary, "Ask an institution for an account for a company, as its holder")
      .annotate(
        OpenApi.Description,
        "The institution answers where the administrator goes on (`url`): who he is, what is still `missing` and the " +
          "supporting documents are given there, and there alone the onboarding is finalized. One of a company is under " +
          "way by a connection at most."
      ),
    HttpApiEndpoint.get("onboarding", "/banking/onboardings/:onboardingId", {
      params: { onboardingId: OnboardingId },
      success: Onboarding,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "One onboarding: where to go on with it, and what is still missing")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Onboarding of account holders")
  .annotate(OpenApi.Description, "Accounts that a company asks institutions for, until they are opened") {}
