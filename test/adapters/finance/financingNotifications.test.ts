import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { defactoNotifications } from "../../../adapters/defacto/notifications.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import {
  followFinancing,
  presentInvoice,
  requestAdvance
} from "../../../domain/finance/financing/usecases/index.ts"
import { performIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Financings } from "../../../ports/finance/Financings.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { JobStore } from "../../../ports/platform/JobStore.ts"
import {
  advanceOn,
  dayAtFinancer,
  decided,
  defactoConnection,
  Financer,
  financingWorld,
  invoiceFor,
  notifiedOf,
  tellFinancer,
  workAtIntents
} from "../../support/providers/financingWorld.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { disorders, keptDeliveries, processed, scanned } from "../../support/providers/keptDeliveries.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const all = { state: undefined, after: Option.none(), limit: 50 }

/** Where everything of the company stands, whatever it is called here. */
const standing = Effect.gen(function* () {
  const { advances, invoices } = yield* Financings
  const [advanced, presented] = [yield* advances(all), yield* invoices(all)]
  return {
    advances: advanced.map(({ repaid, state, word }) => [state, word, repaid?.minor]),
    invoices: presented.map(({ state, word }) => [state, word])
  }
})

/** Three invoices: one financed and repaid, one whose advance is cancelled, one presented only. */
const lived = Effect.gen(function* () {
  const connection = yield* defactoConnection
  const { apiKey, id } = connection
  const invoices = yield* Effect.forEach(["A", "B", "C"], (letter) =>
    presentInvoice(invoiceFor(id, `F-${letter}-${uuidV7()}`))
  )
  yield* workAtIntents
  yield* dayAtFinancer(apiKey, "2026-02-01T12:00:00Z")
  const advances = yield* Effect.forEach(invoices.slice(0, 2), (invoice) =>
    requestAdvance(advanceOn(invoice.id))
  )
  yield* workAtIntents
  yield* dayAtFinancer(apiKey, "2026-02-02T12:00:00Z")
  const [first, second] = advances
  if (first !== undefined) yield* decided(first.id, { _tag: "Validate" })
  if (second !== undefined) {
    const { advance } = yield* Financings
    const { reference } = yield* advance(second.id)
    yield* tellFinancer(apiKey, `/loan/${reference}/cancel`, {})
  }
  yield* workAtIntents
  for (const day of ["2026-02-04", "2026-02-20", "2026-04-02"]) {
    yield* dayAtFinancer(apiKey, `${day}T12:00:00Z`)
  }
  return connection
})

layer(financingWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "what Defacto notifies",
  (it) => {
    it.effect.each(Object.entries(disorders))("%s, ends in the financer's own state", ([, disorder]) =>
      Effect.gen(function* () {
        const { apiKey, id } = yield* lived
        const deliveries = yield* notifiedOf(apiKey)
        assert.isAbove(deliveries.length, 10)
        const before = yield* standing
        assert.deepStrictEqual(
          before.invoices,
          Array.from({ length: 3 }, () => ["submitted", "SUBMITTED"])
        )
        yield* keptDeliveries(id, defactoNotifications, disorder(deliveries))
        yield* processed(id)
        yield* scanned(id)
        assert.deepStrictEqual(yield* standing, {
          advances: [
            ["cancelled", "CANCELED", 0n],
            ["repaid", "CLOSED", 41_120n]
          ],
          invoices: [
            ["verified", "VERIFIED"],
            ["verified", "VERIFIED"],
            ["paid", "PAID"]
          ]
        })
        const again = yield* standing
        yield* scanned(id)
        assert.deepStrictEqual(yield* standing, again)
      }).pipe(forCompany)
    )

    it.effect("nothing was delivered at all: the scan finds it", () =>
      Effect.gen(function* () {
        const { id } = yield* lived
        const counts = yield* scanned(id)
        assert.deepInclude(counts, { ignored: 0, failed: 0 })
        assert.deepStrictEqual(
          (yield* standing).advances.map(([state]) => state),
          ["cancelled", "repaid"]
        )
      }).pipe(forCompany)
    )

    it.effect("money that moved has the journal read, once for all that is told of it", () =>
      Effect.gen(function* () {
        const { apiKey, id } = yield* lived
        yield* keptDeliveries(id, defactoNotifications, yield* notifiedOf(apiKey))
        yield* processed(id)
        const { list } = yield* JobStore
        const kind = Option.some("financing.sync-events")
        const syncs = yield* list({ statuses: ["requested"], kind, after: Option.none(), limit: 10 })
        assert.strictEqual(syncs.length, 1)
      }).pipe(forCompany)
    )

    it.effect(
      "what the financer may still change is read again without any notification, and then no more",
      () =>
        Effect.gen(function* () {
          const { id: connectionId } = yield* lived
          const run = followFinancing.run({ connectionId }, attempt(1))
          assert.deepInclude(yield* run, { advances: 2, invoices: 3 })
          const { advances, invoices } = yield* standing
          assert.deepStrictEqual(
            [...advances, ...invoices].map(([state]) => state),
            ["cancelled", "repaid", "verified", "verified", "paid"]
          )
          assert.deepInclude(yield* run, { advances: 0, invoices: 2 })
        }).pipe(forCompany)
    )

    it.effect("an advance whose request is on its way is ended by its notification, once", () =>
      Effect.gen(function* () {
        const { apiKey, id } = yield* defactoConnection
        const { advance, advances } = yield* Financings
        const { live } = yield* ProviderIntents
        const { faults } = yield* Financer
        const invoice = yield* presentInvoice(invoiceFor(id, `F-${uuidV7()}`))
        yield* workAtIntents
        const { id: advanceId } = yield* requestAdvance(advanceOn(invoice.id))
        const intent = yield* Effect.flatMap(live("financing.request-advance", advanceId), Effect.fromOption)
        faults.push({ when: "after", what: { kind: "malformed" }, within: "/loans", times: 1 })
        yield* performIntent.run({ intentId: intent.id }, attempt(1))
        assert.strictEqual((yield* advance(advanceId)).state, "requested")
        yield* keptDeliveries(id, defactoNotifications, yield* notifiedOf(apiKey))
        yield* processed(id)
        assert.strictEqual((yield* advance(advanceId)).state, "to-validate")
        yield* performIntent.run({ intentId: intent.id }, attempt(2))
        assert.strictEqual((yield* advances(all)).length, 1)
        const ended = yield* Effect.flatMap(live("financing.request-advance", advanceId), Effect.fromOption)
        assert.strictEqual(ended.state, "succeeded")
      }).pipe(forCompany)
    )

    it.effect("an invoice that is being presented is ended by its notification", () =>
      Effect.gen(function* () {
        const { apiKey, id } = yield* defactoConnection
        const { faults } = yield* Financer
        const { invoice: find } = yield* Financings
        const invoice = yield* presentInvoice(invoiceFor(id, `F-${uuidV7()}`))
        faults.push({ when: "after", what: { kind: "malformed" }, within: "/invoices", times: 1 })
        const { live } = yield* ProviderIntents
        const intent = yield* Effect.flatMap(live("financing.present-invoice", invoice.id), Effect.fromOption)
        yield* performIntent.run({ intentId: intent.id }, attempt(1))
        assert.strictEqual((yield* find(invoice.id)).state, "presenting")
        const deliveries = yield* notifiedOf(apiKey)
        assert.strictEqual(deliveries.length, 1)
        yield* keptDeliveries(id, defactoNotifications, deliveries)
        yield* processed(id)
        assert.strictEqual((yield* find(invoice.id)).state, "verified")
      }).pipe(forCompany)
    )
  }
)
