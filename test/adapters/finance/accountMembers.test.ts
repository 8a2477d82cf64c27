import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import type {
  BankRequest,
  BankRequestId,
  MemberRights,
  ProviderAccount
} from "../../../domain/finance/banking/model/index.ts"
import {
  accountAppliers,
  changeMemberRights,
  inviteMember,
  memberPerformers,
  setMemberState
} from "../../../domain/finance/banking/usecases/index.ts"
import { processNotifications } from "../../../domain/finance/notifications/usecases/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { permissionsOf } from "../../../domain/shared/Permission.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { swanNotifications } from "../../../adapters/swan/notifications.ts"
import { BankRequests } from "../../../ports/finance/BankRequests.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { NotificationAppliers } from "../../../ports/finance/NotificationAppliers.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { waiting } from "../../support/providers/notificationWorld.ts"
import { bankWorld, SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { decideConsent } from "../../support/swan/swanWorld.ts"
import { companyAtSwan } from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const world = Layer.mergeAll(
  IntentPerformers.layer(memberPerformers),
  NotificationAppliers.layer(accountAppliers),
  NotificationSchemes.layer([swanNotifications])
).pipe(Layer.provideMerge(bankWorld))

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SwanServer, (server) => void server.faults.splice(0, server.faults.length, ...faults))

const now = (id: BankRequestId) => Effect.flatMap(BankRequests, ({ find }) => find(id))

const intentOf = (id: BankRequestId) => Effect.map(now(id), ({ intentId }) => IntentId.make(intentId ?? ""))

const performed = ({ id }: BankRequest) =>
  Effect.gen(function* () {
    yield* performIntent.run({ intentId: yield* intentOf(id) }, attempt(1))
    return yield* now(id)
  })

const settled = ({ id }: BankRequest) =>
  Effect.gen(function* () {
    yield* settleIntent.run({ intentId: yield* intentOf(id) }, attempt(1))
    return yield* now(id)
  })

const back = "https://erp.example.fr/members"

const accountNow = ({ id }: ProviderAccount) => Effect.flatMap(ProviderAccounts, ({ find }) => find(id))

const member = (account: ProviderAccount, email: string) =>
  Effect.map(accountNow(account), ({ members = [] }) => {
    const found = members.find((one) => one.email === email)
    return { reference: found?.reference ?? "", rights: found?.rights, state: found?.state.is }
  })

const cardsOnly: MemberRights = {
  views: true,
  managesBeneficiaries: false,
  initiatesPayments: false,
  managesMembers: false,
  managesCards: true
}

const invitationTo = (account: ProviderAccount, rights = cardsOnly) =>
  inviteMember({
    providerAccountId: account.id,
    member: {
      email: "claire@example.fr",
      firstName: "Claire",
      lastName: "Martin",
      phoneNumber: "+33612345678"
    },
    rights,
    consentReturnUrl: back
  })

const colleague = "membre-1@simulation.example"

const setState = (
  account: ProviderAccount,
  memberReference: string,
  to: "disabled" | "enabled" | "suspended"
) => setMemberState({ providerAccountId: account.id, memberReference, to, consentReturnUrl: back })

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("members of an account at Swan", (it) => {
  it.effect("somebody is invited once a person has consented; a notification tells of it", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      yield* planned({ when: "after", what: { kind: "cut" }, within: "InviteMember", times: 1 })
      const asked = yield* invitationTo(account)
      const twice = yield* Effect.flip(invitationTo(account))
      assert.deepInclude(twice, { _tag: "BankRequestUnderWay", bankRequestId: asked.id })
      assert.strictEqual((yield* performed(asked)).state, "unknown")
      const waits = yield* settled(asked)
      assert.strictEqual(waits.state, "consent_pending")
      yield* sync(connection.id)
      assert.strictEqual((yield* member(account, "claire@example.fr")).state, "consent-needed")
      assert.strictEqual((yield* now(asked.id)).state, "consent_pending")
      yield* decideConsent(waits.consent?.url ?? "", "accept")
      yield* waiting(connection.id, "a-member", "AccountMembership.Updated")
      yield* processNotifications.run({ connectionId: connection.id }, attempt(1))
      assert.deepInclude(yield* member(account, "claire@example.fr"), { state: "invited", rights: cardsOnly })
      assert.deepInclude(yield* now(asked.id), { state: "done", consent: null })
      const again = yield* Effect.flip(invitationTo(account))
      assert.strictEqual(again._tag, "MemberThere")
    }).pipe(forCompany)
  )

  it.effect("an invitation that nobody consents to comes to nothing, and may be made again", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const waits = yield* performed(yield* invitationTo(account))
      yield* decideConsent(waits.consent?.url ?? "", "refuse")
      yield* sync(connection.id)
      assert.strictEqual((yield* now(waits.id)).state, "refused")
      assert.strictEqual((yield* performed(yield* invitationTo(account))).state, "consent_pending")
    }).pipe(forCompany)
  )

  it.effect("rights change, and a suspended member acts again, once a person has consented", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const { reference } = yield* member(account, colleague)
      const change = { providerAccountId: account.id, memberReference: reference, consentReturnUrl: back }
      const changing = yield* performed(yield* changeMemberRights({ ...change, rights: cardsOnly }))
      yield* decideConsent(changing.consent?.url ?? "", "accept")
      yield* sync(connection.id)
      assert.deepStrictEqual((yield* member(account, colleague)).rights, cardsOnly)
      assert.strictEqual((yield* now(changing.id)).state, "done")
      yield* planned({ when: "after", what: { kind: "cut" }, within: "SuspendMember", times: 1 })
      const suspending = yield* setState(account, reference, "suspended")
      yield* performed(suspending)
      assert.strictEqual((yield* settled(suspending)).state, "done")
      yield* sync(connection.id)
      const early = yield* Effect.flip(setState(account, reference, "suspended"))
      assert.deepInclude(early, { _tag: "MemberNotChangeable", because: "state" })
      const resuming = yield* performed(yield* setState(account, reference, "enabled"))
      yield* decideConsent(resuming.consent?.url ?? "", "accept")
      yield* sync(connection.id)
      assert.strictEqual((yield* now(resuming.id)).state, "done")
      assert.strictEqual((yield* performed(yield* setState(account, reference, "disabled"))).state, "done")
      yield* sync(connection.id)
      assert.strictEqual((yield* member(account, colleague)).state, "disabled")
    }).pipe(forCompany)
  )

  it.effect("nobody gives what he lacks, and nobody's own user or legal representative is touched", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const scope = yield* TenantScope
      const narrowed = { ...scope, permissions: permissionsOf.operator }
      const rights = { ...cardsOnly, initiatesPayments: true }
      const lacking = yield* Effect.flip(
        invitationTo(account, rights).pipe(Effect.provideService(TenantScope, narrowed))
      )
      assert.deepInclude(lacking, { _tag: "RightNotHeld", lackedBy: "caller" })
      const ours = yield* member(account, "dirigeant@simulation.example")
      const own = yield* Effect.flip(setState(account, ours.reference, "disabled"))
      assert.deepInclude(own, { _tag: "MemberNotChangeable", because: "ours" })
      const { see } = yield* ProviderAccounts
      const { connectionId, reference, ...content } = yield* accountNow(account)
      const members = (content.members ?? []).map((one) =>
        one.isOurs === true ? { ...one, rights: { ...cardsOnly, managesMembers: true } } : one
      )
      yield* see(connectionId, reference, { ...content, members })
      const beyond = yield* Effect.flip(invitationTo(account, rights))
      assert.deepInclude(beyond, { _tag: "RightNotHeld", right: "initiatesPayments", lackedBy: "user" })
      const { list } = yield* BankRequests
      const wanted = {
        state: Option.none(),
        providerAccountId: Option.none(),
        after: Option.none(),
        limit: 9
      }
      assert.lengthOf(yield* list(wanted), 0)
    }).pipe(forCompany)
  )
})
