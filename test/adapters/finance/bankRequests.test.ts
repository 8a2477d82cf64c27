import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import type {
  BankRequest,
  BankRequestId,
  ProviderAccount
} from "../../../domain/finance/banking/model/index.ts"
import {
  bankRequestPerformers,
  changeMandate,
  postBankLine,
  postReturn,
  returnDebit
} from "../../../domain/finance/banking/usecases/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { BankRequests } from "../../../ports/finance/BankRequests.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { receiveDebitDocument } from "../../../simulators/swan/testingDocuments.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { type bankConnection, bankWorld, SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { decideConsent, elsewhere } from "../../support/swan/swanWorld.ts"
import { bankLinesOf, linesIn, linkBank, transferBooks } from "../../support/swan/transferBooks.ts"
import { companyAtSwan } from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const world = IntentPerformers.layer(bankRequestPerformers).pipe(Layer.provideMerge(bankWorld))

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

const back = "https://erp.example.fr/mandates"

const accountNow = ({ id }: ProviderAccount) => Effect.flatMap(ProviderAccounts, ({ find }) => find(id))

const change = (account: ProviderAccount, mandateReference: string, to: "enabled" | "suspended") =>
  changeMandate({ providerAccountId: account.id, mandateReference, to, consentReturnUrl: back })

/** A debit of 90.00 that was presented to the account and read. */
const debited = (
  { clientId, id }: Effect.Success<typeof bankConnection>,
  account: ProviderAccount,
  mandateType: "B2B" | "Core" = "Core"
) =>
  Effect.gen(function* () {
    const { url } = yield* SwanServer
    const made = yield* elsewhere(url, clientId, receiveDebitDocument, {
      amount: { value: "90.00", currency: "EUR" },
      creditor: { iban: "FR1420041010050500013M02606", name: "Assureur", identifier: "FR72ZZZ999999" },
      debtorIban: account.iban ?? "",
      executionDate: "2026-11-23T10:00:00.000Z",
      mandateReference: `RUM-${mandateType}`,
      mandateSequence: "Recurrent",
      mandateType,
      label: "Prime"
    })
    yield* sync(id)
    return made.transactionId ?? ""
  })

const returnOf = (account: ProviderAccount, transactionReference: string) =>
  returnDebit({ providerAccountId: account.id, transactionReference, consentReturnUrl: back })

const post = ({ id }: BankRequest) => postReturn.run({ requestId: id }, attempt(1))

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("mandates and debits at Swan", (it) => {
  it.effect("a Core mandate is suspended and resumed at once; lost answers are read off the mandate", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const reference = account.mandates[0]?.reference ?? ""
      yield* planned({ when: "after", what: { kind: "cut" }, within: "SuspendMandate", times: 1 })
      const asked = yield* change(account, reference, "suspended")
      assert.strictEqual(asked.state, "asked")
      const twice = yield* Effect.flip(change(account, reference, "suspended"))
      assert.deepInclude(twice, { _tag: "BankRequestUnderWay", bankRequestId: asked.id })
      assert.strictEqual((yield* performed(asked)).state, "unknown")
      assert.strictEqual((yield* settled(asked)).state, "done")
      yield* sync(connection.id)
      assert.strictEqual((yield* accountNow(account)).mandates[0]?.state.is, "suspended")
      const again = yield* Effect.flip(change(account, reference, "suspended"))
      assert.deepInclude(again, { _tag: "MandateNotChangeable", state: "Suspended" })
      const resumed = yield* performed(yield* change(account, reference, "enabled"))
      assert.deepInclude(resumed, { state: "done", consent: null })
      const nowhere = yield* Effect.flip(change(account, "mandate-nowhere", "suspended"))
      assert.strictEqual(nowhere._tag, "MandateNotThere")
    }).pipe(forCompany)
  )

  it.effect("a B2B mandate is resumed once a person has consented, a lost answer found by its way back", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      yield* debited(connection, account, "B2B")
      const mandate = (yield* accountNow(account)).mandates.find(({ umr }) => umr === "RUM-B2B")
      yield* performed(yield* change(account, mandate?.reference ?? "", "suspended"))
      yield* sync(connection.id)
      yield* planned({ when: "after", what: { kind: "cut" }, within: "ResumeMandate", times: 1 })
      const asked = yield* change(account, mandate?.reference ?? "", "enabled")
      yield* performed(asked)
      const waits = yield* settled(asked)
      assert.strictEqual(waits.state, "consent_pending")
      yield* decideConsent(waits.consent?.url ?? "", "accept")
      yield* sync(connection.id)
      assert.deepInclude(yield* now(asked.id), { state: "done", consent: null })
    }).pipe(forCompany)
  )

  it.effect("a debit comes back once a person has consented, and its entry is posted back once", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      yield* transferBooks()
      const debit = yield* debited(connection, account)
      yield* linkBank
      const [line] = yield* bankLinesOf(-9000n)
      if (line === undefined) return yield* Effect.die("no line")
      yield* postBankLine(line.id, line.version, { account: AccountCode.make("616") })
      yield* planned({ when: "after", what: { kind: "cut" }, within: "ReturnDebit", times: 1 })
      const asked = yield* returnOf(account, debit)
      yield* performed(asked)
      const waits = yield* settled(asked)
      assert.strictEqual(waits.state, "consent_pending")
      yield* decideConsent(waits.consent?.url ?? "", "accept")
      yield* sync(connection.id)
      const done = yield* now(asked.id)
      assert.strictEqual(done.state, "done")
      yield* post(asked)
      const posted = yield* now(asked.id)
      yield* post(asked)
      assert.strictEqual((yield* now(asked.id)).version, posted.version)
      const [returned, ...others] = yield* bankLinesOf(9000n)
      assert.lengthOf(others, 0)
      assert.deepInclude(returned, { state: "posted", entryId: posted.reversalEntryId })
      assert.sameDeepMembers(yield* linesIn(posted.reversalEntryId), [
        ["512", 9000n],
        ["616", -9000n]
      ])
      const again = yield* Effect.flip(returnOf(account, debit))
      assert.deepInclude(again, { _tag: "BankRequestUnderWay", state: "done" })
    }).pipe(forCompany)
  )

  it.effect("of requests at the same time one is made, and of two postings at the same time one entry", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      yield* transferBooks()
      const debit = yield* debited(connection, account)
      yield* linkBank
      const [line] = yield* bankLinesOf(-9000n)
      if (line === undefined) return yield* Effect.die("no line")
      yield* postBankLine(line.id, line.version, { account: AccountCode.make("616") })
      const attempts = Array.from({ length: 5 }, () => Effect.result(returnOf(account, debit)))
      const made = (yield* Effect.all(attempts, { concurrency: 5 })).flatMap((one) =>
        one._tag === "Success" ? [one.success] : []
      )
      const [asked, ...others] = made
      if (asked === undefined || others.length > 0) return yield* Effect.die(`${made.length} were made`)
      const waits = yield* performed(asked)
      yield* decideConsent(waits.consent?.url ?? "", "accept")
      yield* sync(connection.id)
      yield* Effect.all([post(asked), post(asked), post(asked)], { concurrency: 3 })
      const { reversalEntryId } = yield* now(asked.id)
      const lines = yield* bankLinesOf(9000n)
      assert.deepStrictEqual(
        lines.map(({ entryId, state }) => [state, entryId]),
        [["posted", reversalEntryId]]
      )
    }).pipe(forCompany)
  )

  it.effect("a consent that is refused ends the request; a debit that nobody posted leaves its lines", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const debit = yield* debited(connection, account)
      const refused = yield* performed(yield* returnOf(account, debit))
      yield* decideConsent(refused.consent?.url ?? "", "refuse")
      yield* sync(connection.id)
      assert.deepInclude(yield* now(refused.id), { state: "refused", consent: null })
      const again = yield* performed(yield* returnOf(account, debit))
      yield* decideConsent(again.consent?.url ?? "", "accept")
      yield* sync(connection.id)
      yield* post(again)
      assert.deepInclude(yield* now(again.id), { state: "done", reversalEntryId: null })
    }).pipe(forCompany)
  )

  it.effect("nothing but a booked debit comes back; Swan's own refusal of a B2B one is shown", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const b2b = yield* debited(connection, account, "B2B")
      const refused = yield* performed(yield* returnOf(account, b2b))
      assert.strictEqual(refused.state, "refused")
      assert.strictEqual(refused.reason?.code, "ReturnTransactionRejection")
      const movements = yield* Effect.flatMap(ProviderAccounts, ({ transactions }) =>
        transactions(account.id, 10, Option.none())
      )
      const credit = movements.find(({ direction }) => direction === "in")
      const no = yield* Effect.flip(returnOf(account, credit?.reference ?? ""))
      assert.strictEqual(no._tag, "DebitNotReturnable")
      assert.strictEqual((yield* Effect.flip(returnOf(account, "tx-nowhere")))._tag, "NotFound")
    }).pipe(forCompany)
  )
})
