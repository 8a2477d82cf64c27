import type { ProviderAccountContent } from "../provided/ProviderAccount.ts"
import type { BankRequest, BankRequestState } from "../requests/BankRequest.ts"
import { sameRights } from "./MemberRights.ts"

type Member = NonNullable<ProviderAccountContent["members"]>[number]

/** What an invitation is about, until the institution has given the member a name: one of an address at a time. */
export const invitationOf = (accountReference: string, email: string): string =>
  `${accountReference}/${email.toLowerCase()}`

/** What a request about a member is about. */
export const subjectsOf = (accountReference: string, { email, reference }: Member): ReadonlyArray<string> => [
  reference,
  invitationOf(accountReference, email)
]

/** The member that a request is about: of two under one address the one that is not disabled. */
export const memberAbout = <A extends Member>(
  accountReference: string,
  members: ReadonlyArray<A>,
  subject: string
): A | undefined => {
  const about = members.filter((one) => subjectsOf(accountReference, one).includes(subject))
  return about.find(({ state }) => state.is !== "disabled") ?? about[0]
}

/** Whether the member is by now as the request asks for. */
const isAsAsked = ({ kind, member }: BankRequest, { rights, state }: Member): boolean => {
  switch (kind) {
    case "invite-member":
      return state.is === "invited" || state.is === "enabled"
    case "change-member":
      return member !== null && rights !== undefined && sameRights(member.rights, rights)
    case "suspend-member":
      return state.is === "suspended"
    case "resume-member":
      return state.is === "enabled"
    case "disable-member":
      return state.is === "disabled"
    default:
      return false
  }
}

/** The request after a reading of its member: what was asked for is so, or can never be. */
export const afterMember = (request: BankRequest, member: Member): BankRequest => {
  if (request.state !== "accepted" && request.state !== "consent_pending") return request
  const to = (state: BankRequestState) => ({ ...request, state, consent: null })
  if (isAsAsked(request, member)) return to("done")
  const { is, word } = member.state
  return is === "disabled" && request.kind !== "invite-member"
    ? { ...to("refused"), reason: { code: word, fr: word, en: word } }
    : request
}
