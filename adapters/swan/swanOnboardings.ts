import { type DateTime, Effect, Schema } from "effect"
import type { OnboardingWanted, ProvidedOnboarding } from "../../domain/finance/banking/model/index.ts"
import { worded } from "../../domain/shared/Worded.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import { createOnboardingDocument, onboardingDocument, onboardingsDocument } from "./documents/onboardings.ts"
import { everyPage } from "./everyPage.ts"
import type { SwanClient } from "./swanClient.ts"
import { mostPerPage, SwanInstant, SwanPage } from "./swanValues.ts"

type Part = Pick<BankingProvider, "createOnboarding" | "findOnboarding" | "onboarding">

/** Onboardings of companies. Swan takes no key with one: ours is the state that comes back with it. */
export const swanOnboardings = (client: SwanClient): Part => ({
  createOnboarding: (connection, wanted) =>
    Effect.map(
      client.send(
        connection,
        {
          operation: "create-onboarding",
          capability,
          document: createOnboardingDocument,
          variables: { input: inputOf(wanted) },
          as: "project"
        },
        "once",
        Schema.Struct({ onboarding: SwanOnboarding })
      ),
      ({ onboarding }) => onboardingOf(onboarding)
    ),

  onboarding: (connection, id) =>
    Effect.map(
      client.ask(
        connection,
        {
          operation: "onboarding",
          capability,
          document: onboardingDocument,
          variables: { id },
          as: "project"
        },
        Schema.Struct({ onboarding: Schema.NullOr(SwanOnboarding) })
      ),
      ({ onboarding }) => (onboarding === null ? null : onboardingOf(onboarding))
    ),

  findOnboarding: (connection, mark, since) =>
    everyPage((after) =>
      Effect.map(
        client.ask(
          connection,
          {
            operation: "onboardings",
            capability,
            document: onboardingsDocument,
            variables: { first: mostPerPage, after, orderBy: { field: "createdAt", direction: "Desc" } },
            as: "project"
          },
          Schema.Struct({ onboardings: SwanPage(SwanOnboarding) })
        ),
        ({ onboardings }) => untilOlder(onboardings, since)
      )
    ).pipe(
      Effect.map((listed) => {
        const found = listed.find(({ oAuthRedirectParameters }) => oAuthRedirectParameters?.state === mark)
        return found === undefined ? null : onboardingOf(found)
      })
    )
})

const capability = "banking.onboarding"

const SwanOnboarding = Schema.Struct({
  id: Schema.String,
  onboardingUrl: Schema.NullOr(Schema.String),
  createdAt: SwanInstant,
  statusInfo: Schema.Struct({
    status: Schema.String,
    errors: Schema.optionalKey(
      Schema.Array(
        Schema.Struct({ field: Schema.String, errors: Schema.NullOr(Schema.Array(Schema.String)) })
      )
    )
  }),
  supportingDocumentCollection: Schema.NullOr(
    Schema.Struct({
      statusInfo: Schema.Struct({ status: Schema.String }),
      requiredSupportingDocumentPurposes: Schema.Array(Schema.Struct({ name: Schema.String }))
    })
  ),
  oAuthRedirectParameters: Schema.NullOr(Schema.Struct({ state: Schema.NullOr(Schema.String) })),
  account: Schema.NullOr(Schema.Struct({ id: Schema.String }))
})
type SwanOnboarding = typeof SwanOnboarding.Type

/** The list goes from the newest to the oldest: what comes after an older one is not asked for. */
const untilOlder = (
  page: ReturnType<typeof SwanPage<typeof SwanOnboarding>>["Type"],
  since: DateTime.Utc
) => {
  const last = page.edges.at(-1)?.node.createdAt
  const older = last !== undefined && last.epochMilliseconds < since.epochMilliseconds
  return older ? { ...page, pageInfo: { hasNextPage: false, endCursor: null } } : page
}

const onboardingOf = (shown: SwanOnboarding): ProvidedOnboarding => ({
  reference: shown.id,
  state: states(shown.statusInfo.status),
  url: shown.onboardingUrl,
  missing: (shown.statusInfo.errors ?? []).map(({ errors, field }) => ({
    part: field,
    faults: (errors ?? []).map(faults)
  })),
  documents:
    shown.supportingDocumentCollection === null
      ? null
      : {
          state: documentStates(shown.supportingDocumentCollection.statusInfo.status),
          purposes: shown.supportingDocumentCollection.requiredSupportingDocumentPurposes.map(
            ({ name }) => name
          )
        },
  accountReference: shown.account?.id ?? null
})

const states = worded({ Invalid: "incomplete", Valid: "complete", Finalized: "finalized" } as const)

const faults = worded({ Missing: "missing", Invalid: "invalid" } as const)

const documentStates = worded({
  WaitingForDocument: "awaited",
  PendingReview: "in-review",
  Approved: "approved",
  Rejected: "rejected",
  Canceled: "cancelled"
} as const)

const countries = { DE: "DEU", ES: "ESP", FR: "FRA", IT: "ITA", NL: "NLD" } as const

const representations = {
  "legal-representative": "LegalRepresentative",
  "power-of-attorney": "PowerOfAttorney"
} as const

const inputOf = ({ accountName, administrator, company, country, mark, returnUrl }: OnboardingWanted) => ({
  accountInfo: { name: accountName, country: countries[country] },
  accountAdmin: {
    firstName: administrator.firstName,
    lastName: administrator.lastName,
    email: administrator.email,
    typeOfRepresentation: representations[administrator.represents]
  },
  company: { registrationNumber: company.registrationNumber, name: company.name },
  oAuthRedirectParameters: { state: mark, redirectUrl: returnUrl }
})
