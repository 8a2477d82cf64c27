import { Effect } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { TenantScope } from "../../../../shared/TenantScope.ts"
import {
  beyondPermissions,
  beyondRights,
  invitationOf,
  MemberNotChangeable,
  MemberNotThere,
  type MemberRights,
  MemberThere,
  type NewAccountMember,
  type NewAccountMemberRights,
  type NewAccountMemberState,
  type ProviderAccount,
  type ProviderAccountId,
  RightNotHeld
} from "../../model/index.ts"
import { openRequest } from "../requests/openRequest.ts"

/** Invites somebody to an account. Nobody gives a right that he lacks, here or at the institution. */
export const inviteMember = Effect.fn("banking.inviteMember")(function* (wanted: NewAccountMember) {
  const { consentReturnUrl, member, providerAccountId, rights } = wanted
  return yield* onAccount(providerAccountId, (account) =>
    Effect.gen(function* () {
      const subject = invitationOf(account.reference, member.email)
      const known = membersOf(account).find(
        ({ email, state }) => invitationOf(account.reference, email) === subject && state.is !== "disabled"
      )
      if (known !== undefined) {
        return yield* new MemberThere({ email: member.email, memberReference: known.reference })
      }
      yield* mayGive(account, rights)
      const { birthDate = null, phoneNumber = null, ...names } = member
      const invitee = { ...names, birthDate, phoneNumber }
      return yield* openRequest(
        account,
        { kind: "invite-member", subject, consentReturnUrl },
        { invitee, rights }
      )
    })
  )
})

/** Gives a member these rights and no others, once a person has consented at the institution. */
export const changeMemberRights = Effect.fn("banking.changeMemberRights")(function* (
  wanted: NewAccountMemberRights
) {
  const { consentReturnUrl, memberReference: subject, providerAccountId, rights } = wanted
  return yield* onAccount(providerAccountId, (account) =>
    Effect.gen(function* () {
      yield* changeable(account, subject, ({ is }) => is !== "disabled")
      yield* mayGive(account, rights)
      return yield* openRequest(
        account,
        { kind: "change-member", subject, consentReturnUrl },
        { invitee: null, rights }
      )
    })
  )
})

/** Suspends a member, lets it act again once a person has consented, or disables it for good. */
export const setMemberState = Effect.fn("banking.setMemberState")(function* (wanted: NewAccountMemberState) {
  const { consentReturnUrl, memberReference: subject, providerAccountId, to } = wanted
  return yield* onAccount(providerAccountId, (account) =>
    Effect.gen(function* () {
      const member = yield* changeable(account, subject, ({ is }) => from[to].includes(is))
      if (to === "enabled" && member.rights !== undefined) yield* mayGive(account, member.rights)
      return yield* openRequest(account, { kind: asked[to], subject, consentReturnUrl })
    })
  )
})

const asked = { suspended: "suspend-member", enabled: "resume-member", disabled: "disable-member" } as const

const from: Readonly<Record<NewAccountMemberState["to"], ReadonlyArray<string>>> = {
  suspended: ["enabled"],
  enabled: ["suspended"],
  disabled: ["consent-needed", "invited", "enabled", "suspended", "other"]
}

const onAccount = <A, E, R>(
  id: ProviderAccountId,
  ask: (account: ProviderAccount) => Effect.Effect<A, E, R>
) =>
  Effect.gen(function* () {
    const { write } = yield* UnitOfWork
    const accounts = yield* ProviderAccounts
    return yield* write(
      Effect.gen(function* () {
        yield* accounts.find(id)
        const account = yield* accounts.hold(id)
        if (oursOf(account)?.managesMembers === false) {
          return yield* new RightNotHeld({ right: "managesMembers", lackedBy: "user" })
        }
        return yield* ask(account)
      })
    )
  })

/** What the connection's user may do there; nothing where the institution does not show it: its refusal stands then. */
const oursOf = (account: ProviderAccount) => membersOf(account).find(({ isOurs }) => isOurs === true)?.rights

const membersOf = ({ members = [] }: ProviderAccount) => members

const changeable = Effect.fnUntraced(function* (
  account: ProviderAccount,
  memberReference: string,
  fits: (state: ReturnType<typeof membersOf>[number]["state"]) => boolean
) {
  const member = membersOf(account).find(({ reference }) => reference === memberReference)
  if (member === undefined) return yield* new MemberNotThere({ memberReference })
  const { isOurs = false, legalRepresentative = false, state } = member
  const because = !fits(state)
    ? "state"
    : isOurs
      ? "ours"
      : legalRepresentative
        ? "legal-representative"
        : undefined
  if (because === undefined) return member
  return yield* new MemberNotChangeable({ memberReference, because, state: state.word })
})

const mayGive = Effect.fnUntraced(function* (account: ProviderAccount, rights: MemberRights) {
  const { permissions } = yield* TenantScope
  const beyond = beyondPermissions(rights, permissions)
  if (beyond !== undefined) return yield* new RightNotHeld({ right: beyond, lackedBy: "caller" })
  const ours = oursOf(account)
  const lacked = ours === undefined ? undefined : beyondRights(rights, ours)
  if (lacked !== undefined) return yield* new RightNotHeld({ right: lacked, lackedBy: "user" })
})
