import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { cancelVirtualIbanDocument } from "../../../adapters/swan/documents/accounts.ts"
import type {
  IbanMapping,
  MappedIbanId,
  NewMappedIban,
  ProviderAccount
} from "../../../domain/finance/banking/model/index.ts"
import {
  addVirtualIban,
  cancelVirtualIban,
  virtualIbanPerformers
} from "../../../domain/finance/banking/usecases/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { Iban } from "../../../domain/shared/Iban.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { BankFeed } from "../../../ports/finance/BankFeed.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { MappedIbans } from "../../../ports/finance/MappedIbans.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { receiveTransferDocument } from "../../../simulators/swan/testingDocuments.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { bankWorld, SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { elsewhere, partner } from "../../support/swan/swanWorld.ts"
import { companyAtSwan } from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SwanServer, (server) => void server.faults.splice(0, server.faults.length, ...faults))

const world = IntentPerformers.layer(virtualIbanPerformers).pipe(Layer.provideMerge(bankWorld))

const wantedOf = ({ id }: ProviderAccount, part: Partial<NewMappedIban> = {}): NewMappedIban => ({
  providerAccountId: id,
  label: "Loyers, lot 12",
  subject: { kind: "property", reference: "LOT-12" },
  party: { code: "C012", label: "Martin" },
  ...part
})

const now = (id: MappedIbanId) => Effect.flatMap(MappedIbans, ({ find }) => find(id))

const intentOf = (id: MappedIbanId) => Effect.map(now(id), ({ intentId }) => IntentId.make(intentId ?? ""))

const perform = (id: MappedIbanId) =>
  Effect.flatMap(intentOf(id), (intentId) => performIntent.run({ intentId }, attempt(1)))

const settle = (id: MappedIbanId) =>
  Effect.flatMap(intentOf(id), (intentId) => settleIntent.run({ intentId }, attempt(1)))

const added = (account: ProviderAccount, part: Partial<NewMappedIban> = {}) =>
  Effect.gen(function* () {
    const { id } = yield* addVirtualIban(wantedOf(account, part))
    yield* perform(id)
    return yield* now(id)
  })

const accountNow = ({ id }: ProviderAccount) => Effect.flatMap(ProviderAccounts, ({ find }) => find(id))

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("virtual IBANs through Swan", (it) => {
  it.effect("what arrives on one shows what it is for, as a movement and as a bank line", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const { url } = yield* SwanServer
      const { id, iban, state } = yield* added(account)
      assert.strictEqual(state, "active")
      yield* elsewhere(url, connection.clientId, receiveTransferDocument, {
        amount: { value: "650.00", currency: "EUR" },
        creditorIban: iban ?? "",
        creditorName: "Nous",
        debtorIban: "FR1420041010050500013M02606",
        debtorName: "Martin",
        label: "Loyer"
      })
      yield* sync(connection.id)
      const mapping: IbanMapping = {
        virtualIbanId: id,
        label: "Loyers, lot 12",
        subject: { kind: "property", reference: "LOT-12" },
        party: { code: "C012", label: "Martin" }
      }
      const [movement, ...others] = yield* Effect.flatMap(ProviderAccounts, ({ transactions }) =>
        transactions(account.id, 10, Option.none())
      )
      assert.deepStrictEqual(movement?.virtualIban, mapping)
      assert.isTrue(others.every(({ virtualIban }) => virtualIban === undefined))
      const lines = yield* Effect.flatMap(BankFeed, ({ lines: listed }) => listed({}, 10, Option.none()))
      assert.deepStrictEqual(
        lines.flatMap(({ virtualIban }) => virtualIban ?? []),
        [mapping]
      )
    }).pipe(forCompany)
  )

  it.effect("one whose answer was lost is found in the account's list, and asked for once", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      yield* planned({ when: "after", what: { kind: "cut" }, within: "AddVirtualIban", times: 1 })
      const lost = yield* added(account)
      assert.deepInclude(lost, { state: "unknown", iban: null })
      yield* settle(lost.id)
      assert.strictEqual((yield* now(lost.id)).state, "active")
      yield* sync(connection.id)
      const { virtualIbans } = yield* accountNow(account)
      assert.strictEqual(virtualIbans.length, 2)
      assert.include(
        virtualIbans.map(({ iban }) => iban),
        (yield* now(lost.id)).iban
      )
    }).pipe(forCompany)
  )

  it.effect("two that were lost get one each, the newest first", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      yield* planned({ when: "after", what: { kind: "cut" }, within: "AddVirtualIban", times: 2 })
      const [one, two] = [yield* added(account), yield* added(account, { label: "Chantier" })]
      yield* Effect.exit(settle(one.id))
      assert.strictEqual((yield* now(one.id)).state, "unknown")
      yield* settle(two.id)
      yield* settle(one.id)
      const [first, second] = [yield* now(one.id), yield* now(two.id)]
      assert.deepStrictEqual([first.state, second.state], ["active", "active"])
      assert.notStrictEqual(first.iban, second.iban)
    }).pipe(forCompany)
  )

  it.effect("a cancellation is told apart from its refusal; a lost one is settled by the list", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const active = yield* added(account)
      yield* planned({ when: "after", what: { kind: "cut" }, within: "CancelVirtualIban", times: 1 })
      const wanted = yield* cancelVirtualIban(active.id, active.version)
      assert.strictEqual(wanted.state, "cancelling")
      const twice = yield* Effect.flip(cancelVirtualIban(active.id, wanted.version))
      assert.strictEqual(twice._tag, "IllegalTransition")
      yield* perform(active.id)
      assert.strictEqual((yield* now(active.id)).state, "cancelling")
      yield* settle(active.id)
      assert.strictEqual((yield* now(active.id)).state, "cancelled")
    }).pipe(forCompany)
  )

  it.effect("one that the account has already is taken once, and follows what the institution shows", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const { url } = yield* SwanServer
      const [there] = account.virtualIbans
      const wanted = wantedOf(account, { iban: Iban.make(there?.iban ?? "") })
      const taken = yield* addVirtualIban(wanted)
      assert.deepInclude(taken, { state: "active", iban: there?.iban ?? "", intentId: null })
      const again = yield* Effect.flip(addVirtualIban(wanted))
      assert.deepInclude(again, { _tag: "VirtualIbanTaken", virtualIbanId: taken.id })
      const nowhere = yield* Effect.flip(
        addVirtualIban({ ...wanted, iban: Iban.make("FR1420041010050500013M02606") })
      )
      assert.strictEqual(nowhere._tag, "VirtualIbanNotThere")
      yield* partner(url, connection.clientId, cancelVirtualIbanDocument, {
        virtualIbanEntryId: there?.reference ?? ""
      })
      yield* sync(connection.id)
      assert.strictEqual((yield* now(taken.id)).state, "cancelled")
    }).pipe(forCompany)
  )
})
