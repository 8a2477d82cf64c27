import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer, Option } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear } from "../../../domain/finance/accounting/usecases/index.ts"
import {
  correctInvoice,
  followFinancing,
  refreshAdvance,
  syncFinancing
} from "../../../domain/finance/financing/usecases/index.ts"
import { suiteDefinitions } from "../../../domain/finance/suite/model/index.ts"
import { startAdvance, suiteWorks } from "../../../domain/finance/suite/usecases/index.ts"
import {
  BusinessKey,
  type ProcessId,
  type ProcessWork
} from "../../../domain/platform/processes/model/index.ts"
import {
  cancelProcess,
  decideStep,
  readProcess,
  workAtProcesses
} from "../../../domain/platform/processes/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { Financings } from "../../../ports/finance/Financings.ts"
import { SuiteOverview } from "../../../ports/finance/SuiteOverview.ts"
import { Conservation } from "../../../ports/finance/Conservation.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"
import { ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import { Files } from "../../../ports/platform/Files.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import { ProcessDefinitions } from "../../../ports/platform/ProcessDefinitions.ts"
import { ProcessWorks } from "../../../ports/platform/ProcessWorks.ts"
import { defactoDefinition } from "../../../adapters/defacto/definition.ts"
import {
  advanceOn,
  atFinancer,
  dayAtFinancer,
  defactoConnection,
  financingWorld,
  invoiceFor,
  tellFinancer,
  workAtIntents
} from "../../support/providers/financingWorld.ts"
import { FinancedInvoiceId } from "../../../domain/finance/financing/model/index.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { letTimePass } from "../../support/providers/suiteWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

type PortsOf<Work> = Work extends ProcessWork<infer R> ? R : never

const world = Layer.suspend(() =>
  ProcessWorks.layer<PortsOf<(typeof suiteWorks)[number]>>(suiteWorks).pipe(
    Layer.provideMerge(
      Layer.mergeAll(
        ProcessDefinitions.layer(suiteDefinitions),
        ProviderDefinitions.layer([defactoDefinition]),
        financingWorld
      )
    )
  )
)

/** Books that know where the money of an advance goes: to the bank, or to a clearing account before it. */
const booksOver = Effect.fnUntraced(function* (bank: string) {
  const { addJournal } = yield* Books
  const rules = yield* PostingRules
  yield* loadChart()
  yield* addJournal({ code: "BQ", label: "Banque", kind: "bank" })
  yield* openFiscalYear({ starts: LocalDate.make("2026-01-01"), ends: LocalDate.make("2026-12-31") })
  for (const [eventType, control] of [
    ["financing.assignment", "512"],
    ["financing.advance", bank]
  ] as const) {
    yield* rules.add({
      eventType,
      journal: "BQ",
      controlAccount: AccountCode.make(control),
      netAccount: AccountCode.make("467"),
      side: "debit"
    })
  }
})

const startedOver = Effect.fnUntraced(function* (bank: string) {
  yield* booksOver(bank)
  const connection = yield* defactoConnection
  yield* dayAtFinancer(connection.apiKey, "2026-02-01T12:00:00Z")
  const { financedInvoiceId: _, ...advance } = advanceOn(FinancedInvoiceId.make(uuidV7()))
  const number = `F-${uuidV7()}`
  const start = startAdvance({
    businessKey: BusinessKey.make("F-1"),
    input: { invoice: invoiceFor(connection.id, number), advance }
  })
  return { ...connection, number, id: (yield* start).id, start }
})

const started = startedOver("512")

/** What a worker does: processes, intents, and the reading of the financer. */
const work = Effect.gen(function* () {
  const { list, takeUp } = yield* JobStore
  for (let round = 0; round < 5; round++) {
    yield* workAtProcesses.run({}, attempt(1))
    yield* workAtIntents
    const wanted = yield* list({
      statuses: ["requested"],
      kind: Option.none(),
      after: Option.none(),
      limit: 100
    })
    for (const { kind, payload } of wanted.toReversed()) {
      if (kind === followFinancing.kind) yield* followFinancing.run(payload, attempt(1))
      if (kind === refreshAdvance.kind) yield* refreshAdvance.run(payload, attempt(1))
      if (kind === syncFinancing.kind) yield* syncFinancing.run(payload, attempt(1))
    }
    yield* takeUp(wanted.map(({ id }) => id))
  }
  yield* workAtProcesses.run({}, attempt(1))
})

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

const phases = (id: ProcessId) =>
  Effect.map(readProcess(id), ({ steps }) => steps.map(({ phase }) => phase).join(" "))

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("an advance on an invoice", (it) => {
  it.effect("is presented, asked for, accepted by a person, paid and reconciled", () =>
    Effect.gen(function* () {
      const { apiKey, id } = yield* started
      yield* work
      const asked = yield* readProcess(id)
      assert.deepInclude(asked.waitingFor, { step: "accept", for: "person" })
      yield* decideStep(id, asked.process.version, { approved: true, comment: "Vu" })
      yield* work
      assert.deepInclude((yield* readProcess(id)).waitingFor, { step: "paid", for: "event" })
      yield* dayAtFinancer(apiKey, "2026-02-04T12:00:00Z")
      yield* letTimePass("2 hours")
      yield* work
      const { process } = yield* readProcess(id)
      assert.strictEqual(process.state, "completed", yield* phases(id))
      assert.strictEqual((yield* atFinancer(apiKey, "/loans")).length, 1)
    }).pipe(forCompany)
  )

  it.effect("that the financer wants corrected asks a person, and goes on once it is corrected", () =>
    Effect.gen(function* () {
      const { apiKey, id, number } = yield* started
      yield* tellFinancer(apiKey, "/simulation/to-edit", { invoice_number: number })
      yield* work
      const { steps, waitingFor } = yield* readProcess(id)
      assert.deepInclude(waitingFor, { step: "present", for: "person" })
      assert.include(steps[0]?.fault?.en, "INVOICE_MISSING_LEGAL_MENTION")
      assert.include(steps[0]?.fault?.fr, "/correct")
      const { read } = yield* SuiteOverview
      const { failing, waitingForPeople } = yield* read(yield* DateTime.now, 5)
      assert.deepStrictEqual([waitingForPeople.length, failing.length], [1, 0])
      const { invoices } = yield* Financings
      const [invoice] = yield* invoices({ state: "to-complete", after: Option.none(), limit: 5 })
      if (invoice === undefined) return assert.fail("no invoice to correct")
      const { connectionId: _, document: __, ...said } = invoiceFor(invoice.connectionId, number)
      yield* correctInvoice(invoice.id, invoice.version, said)
      yield* workAtIntents
      yield* followFinancing.run({ connectionId: invoice.connectionId }, attempt(1))
      yield* work
      const after = yield* readProcess(id)
      assert.deepInclude(after.waitingFor, { step: "accept", for: "person" })
      assert.isNull(after.steps[0]?.fault)
    }).pipe(forCompany)
  )

  it.effect("whose money stays on a clearing account raises an alert once it has ended, and not before", () =>
    Effect.gen(function* () {
      const { apiKey, id } = yield* startedOver("511")
      yield* work
      yield* decideStep(id, (yield* readProcess(id)).process.version, { approved: true, comment: null })
      yield* work
      yield* dayAtFinancer(apiKey, "2026-02-04T12:00:00Z")
      yield* letTimePass("2 hours")
      yield* work
      assert.strictEqual((yield* readProcess(id)).process.state, "completed", yield* phases(id))
      const alerts = Effect.flatMap(Conservation, (all) =>
        all.alerts({ open: true, after: Option.none(), limit: 5 })
      )
      assert.deepStrictEqual(yield* alerts, [])
      yield* letTimePass("6 days")
      yield* workAtProcesses.run({}, attempt(1))
      const [alert] = yield* alerts
      assert.deepInclude(alert, {
        processId: id,
        account: AccountCode.make("511"),
        left: money(40_000n, EUR)
      })
      assert.match(alert?.eventId ?? "", /^financing:.*:financing.advance$/)
    }).pipe(forCompany)
  )

  it.effect("that a person rejects is undone: the advance is cancelled, then the invoice withdrawn", () =>
    Effect.gen(function* () {
      const { id } = yield* started
      yield* work
      const { process } = yield* readProcess(id)
      yield* decideStep(id, process.version, { approved: false, comment: null })
      yield* work
      yield* letTimePass("2 hours")
      yield* work
      assert.strictEqual(yield* phases(id), "undone undone done failed pending pending pending")
      assert.strictEqual((yield* readProcess(id)).process.state, "compensated")
      const { advances, invoices } = yield* Financings
      const wanted = { state: undefined, after: Option.none(), limit: 5 }
      assert.deepStrictEqual(
        [...(yield* advances(wanted)), ...(yield* invoices(wanted))].map(({ state }) => state),
        ["cancelled", "withdrawn"]
      )
    }).pipe(forCompany)
  )

  it.effect("that is started again keeps no second document, and is cancelled before it begins", () =>
    Effect.gen(function* () {
      const { id, start } = yield* started
      assert.strictEqual((yield* start).id, id)
      const files = yield* Files
      assert.strictEqual((yield* files.list(10, Option.none())).length, 1)
      const { process } = yield* readProcess(id)
      assert.strictEqual((yield* cancelProcess(id, process.version)).process.state, "compensated")
      const { invoices } = yield* Financings
      assert.deepStrictEqual(yield* invoices({ state: undefined, after: Option.none(), limit: 5 }), [])
    }).pipe(forCompany)
  )
})
