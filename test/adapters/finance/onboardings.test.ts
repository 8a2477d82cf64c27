import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { NewOnboarding, type OnboardingId } from "../../../domain/finance/banking/model/index.ts"
import {
  accountAppliers,
  applyOnboarding,
  onboardingPerformers,
  startOnboarding
} from "../../../domain/finance/banking/usecases/index.ts"
import { processNotifications } from "../../../domain/finance/notifications/usecases/index.ts"
import { type ConnectionId, IntentId } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { swanNotifications } from "../../../adapters/swan/notifications.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { NotificationAppliers } from "../../../ports/finance/NotificationAppliers.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import { Onboardings } from "../../../ports/finance/Onboardings.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { updateHolderDocument } from "../../../simulators/swan/testingDocuments.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { waiting } from "../../support/providers/notificationWorld.ts"
import { bankConnection, bankWorld, SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { elsewhere } from "../../support/swan/swanWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const world = Layer.mergeAll(
  IntentPerformers.layer(onboardingPerformers),
  NotificationAppliers.layer([applyOnboarding, ...accountAppliers]),
  NotificationSchemes.layer([swanNotifications])
).pipe(Layer.provideMerge(bankWorld))

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SwanServer, (server) => void server.faults.splice(0, server.faults.length, ...faults))

const now = (id: OnboardingId) => Effect.flatMap(Onboardings, ({ find }) => find(id))

const intentOf = (id: OnboardingId) => Effect.map(now(id), ({ intentId }) => IntentId.make(intentId ?? ""))

const performed = (id: OnboardingId) =>
  Effect.gen(function* () {
    yield* performIntent.run({ intentId: yield* intentOf(id) }, attempt(1))
    return yield* now(id)
  })

const settled = (id: OnboardingId) =>
  Effect.gen(function* () {
    yield* settleIntent.run({ intentId: yield* intentOf(id) }, attempt(1))
    return yield* now(id)
  })

const wantedBy = (connectionId: ConnectionId) =>
  NewOnboarding.make({
    connectionId,
    accountName: "Compte chantier",
    country: "FR",
    company: { registrationNumber: "552100554", name: "Menuiserie Lemaire SARL" },
    administrator: {
      firstName: "Claire",
      lastName: "Lemaire",
      email: "claire@example.fr",
      represents: "legal-representative"
    },
    returnUrl: "https://erp.example.fr/onboardings"
  })

/** What the administrator does on the institution's pages, one step at a time. */
const goesOn = (url: string | null) =>
  Effect.promise(() => fetch(url ?? "", { method: "POST" }).then((answer) => answer.text()))

const told = (connectionId: ConnectionId, reference: string | null, event: string) =>
  Effect.gen(function* () {
    yield* waiting(connectionId, reference ?? "", event)
    yield* processNotifications.run({ connectionId }, attempt(1))
  })

const accountsOf = Effect.flatMap(ProviderAccounts, ({ list }) => list(10, Option.none()))

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("onboarding at Swan", (it) => {
  it.effect("a company asks for an account: what is missing is shown, and a person finishes there", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* bankConnection
      const asked = yield* startOnboarding(wantedBy(connectionId))
      const begun = yield* performed(asked.id)
      assert.deepInclude(begun, { state: "incomplete", accountReference: null })
      assert.deepStrictEqual(begun.missing, [
        { part: "company.address", faults: [{ is: "missing", word: "Missing" }] }
      ])
      assert.deepStrictEqual(begun.documents, {
        state: { is: "awaited", word: "WaitingForDocument" },
        purposes: ["CompanyRegistration"]
      })
      yield* sync(connectionId)
      assert.strictEqual((yield* now(begun.id)).version, begun.version)
      yield* goesOn(begun.url)
      yield* told(connectionId, begun.reference, "Onboarding.Updated")
      const complete = yield* now(begun.id)
      assert.deepInclude(complete, { state: "complete", missing: [] })
      assert.strictEqual(complete.documents?.state.is, "in-review")
      yield* goesOn(begun.url)
      yield* sync(connectionId)
      const { accountReference, state } = yield* now(begun.id)
      assert.strictEqual(state, "finalized")
      yield* sync(connectionId)
      const opened = (yield* accountsOf).find(({ reference }) => reference === accountReference)
      assert.strictEqual(opened?.name, "Compte chantier")
      assert.strictEqual((yield* startOnboarding(wantedBy(connectionId))).state, "asked")
    }).pipe(forCompany)
  )

  it.effect("one whose answer was lost is found by its mark; two at once are one", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* bankConnection
      yield* planned({ when: "after", what: { kind: "cut" }, within: "CreateOnboarding", times: 1 })
      const both = yield* Effect.all(
        [1, 2].map(() => Effect.result(startOnboarding(wantedBy(connectionId)))),
        { concurrency: 2 }
      )
      const [made] = both.flatMap((one) => (one._tag === "Success" ? [one.success] : []))
      const refused = both.flatMap((one) => (one._tag === "Failure" ? [one.failure] : []))
      if (made === undefined) return yield* Effect.die("none was started")
      assert.deepStrictEqual(
        refused.map(({ _tag }) => _tag),
        ["OnboardingUnderWay"]
      )
      assert.strictEqual((yield* performed(made.id)).state, "unknown")
      const found = yield* settled(made.id)
      assert.strictEqual(found.state, "incomplete")
      assert.isNotNull(found.url)
    }).pipe(forCompany)
  )

  it.effect("one that never arrived stays unknown until that is believed", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* bankConnection
      yield* planned({ when: "before", what: { kind: "cut" }, within: "CreateOnboarding", times: 1 })
      const { id } = yield* startOnboarding(wantedBy(connectionId))
      yield* performed(id)
      yield* Effect.exit(settled(id))
      assert.deepInclude(yield* now(id), { state: "unknown", reference: null })
    }).pipe(forCompany)
  )

  it.effect("what the institution waits for before it verifies the holder stands with the account", () =>
    Effect.gen(function* () {
      const { clientId, id: connectionId } = yield* bankConnection
      yield* sync(connectionId)
      const [account] = yield* accountsOf
      const { url } = yield* SwanServer
      const holder = account?.holder?.reference ?? ""
      assert.deepInclude(account?.holder, { wanted: [], refusedBecause: null })
      yield* elsewhere(url, clientId, updateHolderDocument, {
        accountHolderId: holder,
        verificationStatus: "WaitingForInformation",
        verificationRequirements: ["SupportingDocumentsRequired", "TaxIdRequired"]
      })
      yield* told(connectionId, holder, "AccountHolder.Updated")
      const [waits] = yield* accountsOf
      assert.strictEqual(waits?.holder?.verification.is, "waiting-for-information")
      assert.deepStrictEqual(waits?.holder?.wanted, [
        { is: "supporting-documents", word: "SupportingDocumentsRequired" },
        { is: "tax-number", word: "TaxIdRequired" }
      ])
    }).pipe(forCompany)
  )
})
