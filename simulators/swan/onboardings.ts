import { escaped, htmlPage } from "./htmlPage.ts"
import type { Caller } from "./partnerApi.ts"
import { at, connectionOf, shownAccount } from "./shownAs.ts"
import { openAccount, type SwanState } from "./SwanState.ts"

/** An account that a company asks for. */
export interface SimulatedOnboarding {
  readonly id: string
  readonly accountName: string
  readonly company: string
  /** Ours: it comes back with it. */
  readonly state: string | null
  readonly redirectUrl: string | null
  readonly createdAt: number
  status: "Finalized" | "Invalid" | "Valid"
  accountId: string | null
}

interface Wanted {
  readonly accountInfo: { readonly name?: string }
  readonly company?: { readonly name?: string }
  readonly oAuthRedirectParameters?: { readonly state?: string; readonly redirectUrl?: string }
}

interface Page {
  readonly first: number
  readonly after?: string | null
  readonly orderBy?: { readonly direction?: "Asc" | "Desc" }
}

/** Onboardings of the project: created by it, filled in and finalized by a person on the simulation's page. */
export const onboardingFields = ({ origin, state }: Pick<Caller, "origin" | "state">) => ({
  createCompanyAccountHolderOnboarding: ({ input }: { readonly input: Wanted }) => {
    const { oAuthRedirectParameters: back } = input
    const id = crypto.randomUUID()
    const made: SimulatedOnboarding = {
      id,
      accountName: input.accountInfo.name ?? "",
      company: input.company?.name ?? "",
      state: back?.state ?? id,
      redirectUrl: back?.redirectUrl ?? null,
      createdAt: state.now(),
      status: "Invalid",
      accountId: null
    }
    state.onboardings.push(made)
    state.tell("Onboarding.Created", id)
    return {
      __typename: "CreateCompanyAccountHolderOnboardingSuccessPayload",
      onboarding: shownOnboarding(state, made, origin)
    }
  },
  accountHolderOnboarding: ({ id }: { readonly id: string }) => {
    const found = state.onboardings.find((one) => one.id === id)
    return found === undefined ? null : shownOnboarding(state, found, origin)
  },
  accountHolderOnboardings: ({ orderBy, ...page }: Page) =>
    connectionOf(
      orderBy?.direction === "Desc" ? state.onboardings.toReversed() : state.onboardings,
      page,
      (one) => shownOnboarding(state, one, origin)
    )
})

/** Where a person would prove who they are at Swan; here, a button for each step. */
export const onboardingPage = async (request: Request, id: string, state: SwanState | undefined) => {
  const found = state?.onboardings.find((one) => one.id === id)
  if (state === undefined || found === undefined) return new Response("Not found\n", { status: 404 })
  if (request.method === "POST") goOn(state, found)
  return new Response(htmlPage("Simulation : ouverture d'un compte", contentOf(found)), {
    headers: { "content-type": "text/html; charset=utf-8" }
  })
}

const goOn = (state: SwanState, onboarding: SimulatedOnboarding) => {
  if (onboarding.status === "Invalid") onboarding.status = "Valid"
  else if (onboarding.status === "Valid") {
    onboarding.status = "Finalized"
    onboarding.accountId = openAccount(state, onboarding.accountName).id
    state.tell("Account.Created", onboarding.accountId)
  }
  state.tell("Onboarding.Updated", onboarding.id)
}

const steps = {
  Invalid: "Donner ce qui manque / Give what is missing",
  Valid: "Terminer : ouvrir le compte / Finalize: open the account"
} as const

const contentOf = ({ accountName, company, redirectUrl, status }: SimulatedOnboarding) => {
  const form =
    status === "Finalized"
      ? `<p><strong>Compte ouvert / Account opened</strong></p>${
          redirectUrl === null ? "" : `<p><a href="${escaped(redirectUrl)}">Retour / Back</a></p>`
        }`
      : `<form method="post"><button>${steps[status]}</button></form>`
  return `<ul><li>${escaped(company)} : ${escaped(accountName)}</li></ul>\n${form}`
}

const shownOnboarding = (
  state: SwanState,
  { accountId, createdAt, id, redirectUrl, state: mark, status }: SimulatedOnboarding,
  origin: string
) => {
  const account = state.accounts.find((one) => one.id === accountId)
  return {
    __typename: "CompanyAccountHolderOnboarding",
    id,
    onboardingUrl: `${origin}/onboardings/${id}`,
    createdAt: at(createdAt),
    statusInfo: {
      __typename: `Onboarding${status}StatusInfo`,
      status,
      errors: status === "Invalid" ? [{ field: "company.address", errors: ["Missing"] }] : null
    },
    supportingDocumentCollection: {
      statusInfo: {
        __typename:
          status === "Invalid"
            ? "SupportingDocumentCollectionWaitingForDocumentStatusInfo"
            : "SupportingDocumentCollectionPendingReviewStatusInfo",
        status: status === "Invalid" ? "WaitingForDocument" : "PendingReview"
      },
      requiredSupportingDocumentPurposes: [{ name: "CompanyRegistration" }]
    },
    oAuthRedirectParameters: { state: mark, redirectUrl },
    account: account === undefined ? null : shownAccount(state, account, origin)
  }
}
