import type { Caller } from "./partnerApi.ts"
import { shownConsent, shownMembership } from "./shownAs.ts"
import type { SimulatedMembership, SimulatedRights } from "./SimulatedCard.ts"
import { openConsent, type SimulatedConsent, type SwanState } from "./SwanState.ts"

interface Asked extends Partial<SimulatedRights> {
  readonly accountMembershipId: string
  readonly consentRedirectUrl?: string
}

interface Added extends Partial<SimulatedRights> {
  readonly accountId: string
  readonly email: string
  readonly consentRedirectUrl?: string
}

const rightNames = [
  "canViewAccount",
  "canManageBeneficiaries",
  "canInitiatePayments",
  "canManageAccountMembership",
  "canManageCards"
] as const

/** Members of an account: what gives somebody rights waits for a consent, and nobody gives what he lacks. */
export const membershipMutations = (caller: Caller) => ({ ...givingRights(caller), ...changingState(caller) })

const givingRights = ({ origin, state, userId = "" }: Caller) => ({
  addAccountMembership: ({ input }: { readonly input: Added }) => {
    if (!state.accounts.some(({ id }) => id === input.accountId)) return forbidden
    const refused = refusalOf(state, userId, input.accountId, input)
    if (refused !== undefined) return refused
    const made: SimulatedMembership = {
      id: crypto.randomUUID(),
      accountId: input.accountId,
      email: input.email,
      userId: null,
      legalRepresentative: false,
      rights: rightsIn(input),
      status: "InvitationSent",
      consentId: null
    }
    state.memberships.push(made)
    if (rightNames.some((right) => input[right] === true)) {
      made.status = "ConsentPending"
      const back = input.consentRedirectUrl
      made.consentId = consentTo(state, userId, made, back, { status: "InvitationSent" }).id
    }
    return shown("AddAccountMembershipSuccessPayload", state, made, origin)
  },
  updateAccountMembership: ({ input }: { readonly input: Asked }) => {
    const one = found(state, input)
    if (one === undefined) return noMember(input)
    const refused = refusalOf(state, userId, one.accountId, input)
    if (refused !== undefined) return refused
    if (one.legalRepresentative) {
      return refusal("LegalRepresentativePermissionsCannotBeUpdatedRejection", "A legal representative")
    }
    const becomes = { rights: { ...one.rights, ...rightsIn(input) } }
    const consent = consentTo(state, userId, one, input.consentRedirectUrl, becomes)
    return { __typename: "UpdateAccountMembershipSuccessPayload", consent: shownConsent(consent, origin) }
  }
})

const changingState = ({ origin, state, userId = "" }: Caller) => ({
  suspendAccountMembership: ({ input }: { readonly input: Asked }) => {
    const one = found(state, input)
    const refused = one === undefined ? forbidden : refusalOf(state, userId, one.accountId, {})
    if (one === undefined || refused !== undefined) return refused
    one.status = "Suspended"
    return shown("SuspendAccountMembershipSuccessPayload", state, one, origin)
  },
  resumeAccountMembership: ({ input }: { readonly input: Asked }) => {
    const one = found(state, input)
    if (one === undefined) return forbidden
    const refused = refusalOf(state, userId, one.accountId, one.rights)
    if (refused !== undefined) return refused
    const consent = consentTo(state, userId, one, input.consentRedirectUrl, { status: "Enabled" })
    return { __typename: "ResumeAccountMembershipSuccessPayload", consent: shownConsent(consent, origin) }
  },
  disableAccountMembership: ({ input }: { readonly input: Asked }) => {
    const one = found(state, input)
    if (one === undefined) return noMember(input)
    const refused = refusalOf(state, userId, one.accountId, {})
    if (refused !== undefined) return refused
    one.status = "Disabled"
    return shown("DisableAccountMembershipSuccessPayload", state, one, origin)
  }
})

const found = ({ memberships }: SwanState, { accountMembershipId }: Asked) =>
  memberships.find(({ id }) => id === accountMembershipId)

const shown = (__typename: string, state: SwanState, one: SimulatedMembership, origin: string) => ({
  __typename,
  accountMembership: shownMembership(state, one, origin)
})

type AboutMember = Extract<SimulatedConsent["about"], { readonly membershipId: string }>

const consentTo = (
  state: SwanState,
  userId: string,
  { id: membershipId }: SimulatedMembership,
  back: string | undefined,
  becomes: AboutMember["becomes"]
) =>
  openConsent(state, {
    id: crypto.randomUUID(),
    redirectUrl: back ?? "https://example.com/",
    userId,
    about: { membershipId, becomes }
  })

/** What becomes of a member once its consent is decided; an invitation that is refused comes to nothing. */
export const decideMembership = (
  state: SwanState,
  { becomes, membershipId }: AboutMember,
  accepted: boolean
) => {
  const one = state.memberships.find(({ id }) => id === membershipId)
  if (one === undefined) return
  if (accepted) Object.assign(one, becomes)
  else if (one.status === "ConsentPending") one.status = "Disabled"
  one.consentId = null
  state.tell("AccountMembership.Updated", one.id)
}

const refusal = (__typename: string, message: string) => ({ __typename, message })

const forbidden = refusal("ForbiddenRejection", "A user must start this")

const noMember = ({ accountMembershipId: id }: Asked) => ({
  ...refusal("AccountMembershipNotFoundRejection", "No such member"),
  id
})

/** The caller must be a member who may manage members, and hold what he gives. */
const refusalOf = (
  { memberships }: SwanState,
  userId: string,
  accountId: string,
  given: Partial<SimulatedRights>
) => {
  const own = memberships.find((one) => one.accountId === accountId && one.userId === userId)
  if (own?.status !== "Enabled" || !own.rights.canManageAccountMembership) return forbidden
  return rightNames.some((right) => given[right] === true && !own.rights[right])
    ? refusal("PermissionCannotBeGrantedRejection", "You do not have this permission")
    : undefined
}

const rightsIn = (given: Partial<SimulatedRights>): SimulatedRights => ({
  canViewAccount: given.canViewAccount ?? false,
  canManageBeneficiaries: given.canManageBeneficiaries ?? false,
  canInitiatePayments: given.canInitiatePayments ?? false,
  canManageAccountMembership: given.canManageAccountMembership ?? false,
  canManageCards: given.canManageCards ?? false
})
