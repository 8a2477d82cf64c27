import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Option } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { swanDefinition } from "../../../adapters/swan/definition.ts"
import { NewTransfer, type ProviderAccount } from "../../../domain/finance/banking/model/index.ts"
import {
  cancelTransfer,
  checkPayee,
  confirmPayee,
  followTransfer,
  postTransfer
} from "../../../domain/finance/banking/usecases/index.ts"
import { performIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { payCheckedLate, suiteDefinitions } from "../../../domain/finance/suite/model/index.ts"
import { startPay, suiteWorks } from "../../../domain/finance/suite/usecases/index.ts"
import {
  BusinessKey,
  type ProcessId,
  type ProcessWork
} from "../../../domain/platform/processes/model/index.ts"
import {
  decideStep,
  readProcess,
  startProcess,
  workAtProcesses
} from "../../../domain/platform/processes/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { ActorId, TenantScope } from "../../../domain/shared/TenantScope.ts"
import { ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import { Transfers } from "../../../ports/finance/Transfers.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { ProcessDefinitions } from "../../../ports/platform/ProcessDefinitions.ts"
import { ProcessWorks } from "../../../ports/platform/ProcessWorks.ts"
import { bookTransferDocument } from "../../../simulators/swan/testingDocuments.ts"
import { at } from "../../support/books.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { letTimePass } from "../../support/providers/suiteWorld.ts"
import { SwanServer } from "../../support/swan/bankWorld.ts"
import { decideConsent, elsewhere } from "../../support/swan/swanWorld.ts"
import { linkBank, transferBooks } from "../../support/swan/transferBooks.ts"
import { companyAtSwan, transferWorld } from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

type PortsOf<Work> = Work extends ProcessWork<infer R> ? R : never

const world = Layer.suspend(() =>
  ProcessWorks.layer<PortsOf<(typeof suiteWorks)[number]>>(suiteWorks).pipe(
    Layer.provideMerge(
      Layer.mergeAll(
        ProcessDefinitions.layer(suiteDefinitions),
        ProviderDefinitions.layer([swanDefinition]),
        transferWorld
      )
    )
  )
)

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const asSomebodyElse = Effect.updateService(TenantScope, (scope) => ({
  ...scope,
  actorId: ActorId.make(uuidV7())
}))

const payment = ({ id }: ProviderAccount, name = "Dupont SARL") =>
  NewTransfer.make({
    providerAccountId: id,
    payee: { name, account: "FR1420041010050500013M02606" },
    route: "sepa",
    amount: money(120_000n, EUR),
    label: "Facture F-2026-001",
    speed: "regular",
    party: { code: "F001", label: "Dupont" },
    consentReturnUrl: "https://erp.example.fr/transfers"
  })

/** Pays a payee of this name: at the simulator, `CloseMatch` and `NoMatch` are answered as they say. */
const start = (account: ProviderAccount, name?: string) =>
  Effect.map(
    startPay({ businessKey: BusinessKey.make("F-1"), input: payment(account, name) }),
    ({ id }) => id
  )

/** What a worker does: processes, and each job that they asked for. */
const work = Effect.gen(function* () {
  const { list, takeUp } = yield* JobStore
  for (let round = 0; round < 4; round++) {
    yield* workAtProcesses.run({}, attempt(1))
    const wanted = yield* list({
      statuses: ["requested"],
      kind: Option.none(),
      after: Option.none(),
      limit: 100
    })
    for (const { kind, payload } of wanted.toReversed()) {
      if (kind === checkPayee.kind) yield* Effect.result(checkPayee.run(payload, attempt(1)))
      if (kind === performIntent.kind) yield* Effect.result(performIntent.run(payload, attempt(1)))
      if (kind === followTransfer.kind) yield* Effect.result(followTransfer.run(payload, attempt(1)))
      if (kind === postTransfer.kind) yield* Effect.result(postTransfer.run(payload, attempt(1)))
    }
    yield* takeUp(wanted.map(({ id }) => id))
  }
  yield* workAtProcesses.run({}, attempt(1))
})

const transfersNow = Effect.flatMap(Transfers, ({ list }) =>
  list({
    state: Option.none(),
    providerAccountId: Option.none(),
    batchId: Option.none(),
    after: Option.none(),
    limit: 10
  })
)

const onlyTransfer = Effect.flatMap(transfersNow, ([only]) =>
  only === undefined ? Effect.die("no transfer") : Effect.succeed(only)
)

/** What the check of the company's payee says, as it stands in the row. */
const changeCheck = (part: Readonly<Record<string, string>>) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.transfer
        set payee_check = payee_check || ${JSON.stringify(part)}::jsonb where tenant_id = ${tenantId}`
    )
  )

const approve = (id: ProcessId, approved: boolean) =>
  Effect.gen(function* () {
    yield* work
    const { process, waitingFor } = yield* readProcess(id)
    assert.deepInclude(waitingFor, { step: "approve", for: "person" })
    return yield* decideStep(id, process.version, { approved, comment: null })
  })

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("a payment by transfer", (it) => {
  it.effect("is approved by another person, ordered, consented to, booked and posted", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      yield* transferBooks()
      yield* linkBank
      const id = yield* start(account)
      const own = yield* Effect.flip(approve(id, true))
      assert.strictEqual(own._tag, "DecidedByStarter")
      const [waits] = yield* transfersNow
      assert.deepInclude(waits, { state: "checked", awaitsApproval: true, intentId: null })
      const { steps: shown } = yield* readProcess(id)
      assert.deepInclude(at(shown[0]?.subject, "payeeCheck"), { confirmed: false, suggestedName: null })
      assert.deepStrictEqual(at(shown[0]?.subject, "payeeCheck", "answer", "is"), "match")
      yield* asSomebodyElse(approve(id, true))
      yield* work
      assert.deepInclude((yield* readProcess(id)).waitingFor, { step: "consent", for: "event" })
      const [ordered] = yield* transfersNow
      yield* decideConsent(ordered?.consent?.url ?? "", "accept")
      yield* letTimePass("1 hour")
      yield* work
      const [accepted] = yield* transfersNow
      const { url } = yield* SwanServer
      yield* elsewhere(url, connection.clientId, bookTransferDocument, {
        transactionId: accepted?.movementReference ?? ""
      })
      yield* letTimePass("2 hours")
      yield* work
      yield* letTimePass("2 hours")
      yield* work
      const { process, steps } = yield* readProcess(id)
      assert.strictEqual(process.state, "completed", steps.map(({ phase }) => phase).join(" "))
      assert.strictEqual((yield* transfersNow).length, 1)
    }).pipe(forCompany)
  )

  it.effect("that is not approved orders nothing, and one whose consent is refused is over", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const rejected = yield* start(account)
      yield* asSomebodyElse(approve(rejected, false))
      yield* work
      assert.strictEqual((yield* readProcess(rejected)).process.state, "compensated")
      const [given] = yield* transfersNow
      assert.deepInclude(given, { state: "cancelled", intentId: null })
      const id = yield* start(account)
      yield* asSomebodyElse(approve(id, true))
      yield* work
      const [ordered] = yield* transfersNow
      yield* decideConsent(ordered?.consent?.url ?? "", "refuse")
      yield* letTimePass("1 hour")
      yield* work
      const { process, steps } = yield* readProcess(id)
      assert.strictEqual(process.state, "compensated", steps.map(({ phase }) => phase).join(" "))
    }).pipe(forCompany)
  )

  it.effect("whose approver saw that the name is only close is ordered, without another confirmation", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const id = yield* start(account, "CloseMatch")
      yield* asSomebodyElse(approve(id, true))
      const { steps } = yield* readProcess(id)
      assert.deepInclude(at(steps[0]?.subject, "payeeCheck"), { suggestedName: "Close Match SARL" })
      yield* work
      const [ordered] = yield* transfersNow
      assert.deepInclude(ordered, { state: "consent_pending", awaitsApproval: false })
      assert.isTrue(ordered?.payeeCheck?.confirmed)
    }).pipe(forCompany)
  )

  it.effect("that somebody confirms at the transfer leaves with the approval, and not before", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const id = yield* start(account, "NoMatch")
      yield* work
      const held = yield* onlyTransfer
      assert.strictEqual(held.state, "to_confirm")
      const confirmed = yield* confirmPayee(held.id, held.version, { answer: "no-match" })
      assert.deepInclude(confirmed, { state: "checked", awaitsApproval: true, intentId: null })
      yield* asSomebodyElse(approve(id, true))
      yield* work
      assert.strictEqual((yield* onlyTransfer).state, "consent_pending")
    }).pipe(forCompany)
  )

  it.effect("whose check has expired when it is approved is checked again, then ordered", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const id = yield* start(account)
      yield* work
      yield* changeCheck({ expiresAt: "2020-01-01T00:00:00.000Z" })
      yield* asSomebodyElse(approve(id, true))
      yield* work
      const ordered = yield* onlyTransfer
      assert.strictEqual(ordered.state, "consent_pending")
      assert.strictEqual(
        ordered.payeeCheck?.expiresAt?.pipe(DateTime.isGreaterThan(yield* DateTime.now)),
        true
      )
    }).pipe(forCompany)
  )

  it.effect("whose check says something else than the approver saw waits for a person, who is told how", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const id = yield* start(account, "CloseMatch")
      yield* work
      yield* changeCheck({ suggestedName: "Somebody Else SARL" })
      yield* asSomebodyElse(approve(id, true))
      yield* work
      const waits = yield* onlyTransfer
      assert.deepInclude(waits, { state: "to_confirm", awaitsApproval: false, intentId: null })
      const { steps } = yield* readProcess(id)
      assert.strictEqual(steps.find(({ name }) => name === "order")?.fault?.code, "azals.payee-to-confirm")
      yield* confirmPayee(waits.id, waits.version, { answer: "close-match" })
      yield* work
      assert.strictEqual((yield* onlyTransfer).state, "consent_pending")
    }).pipe(forCompany)
  )

  it.effect("whose transfer was cancelled before the approval is over, and says so", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const id = yield* start(account)
      yield* work
      const held = yield* onlyTransfer
      yield* cancelTransfer(held.id, held.version)
      yield* asSomebodyElse(approve(id, true))
      yield* work
      const { process, steps } = yield* readProcess(id)
      assert.strictEqual(process.state, "compensated", steps.map(({ phase }) => phase).join(" "))
      assert.strictEqual(steps.find(({ name }) => name === "order")?.fault?.code, "transfer.cancelled")
    }).pipe(forCompany)
  )

  it.effect("started before its payee was checked first goes on as it was defined", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const input = payment(account)
      const { id } = yield* startProcess(payCheckedLate, {
        businessKey: BusinessKey.make("F-0"),
        request: {},
        input: Effect.succeed(input)
      })
      yield* work
      assert.deepStrictEqual(yield* transfersNow, [])
      yield* asSomebodyElse(approve(id, true))
      yield* work
      assert.deepInclude((yield* readProcess(id)).waitingFor, { step: "consent", for: "event" })
      assert.strictEqual((yield* onlyTransfer).state, "consent_pending")
    }).pipe(forCompany)
  )
})
