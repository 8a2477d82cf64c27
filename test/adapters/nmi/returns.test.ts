import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Layer } from "effect"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import type { PaymentId } from "../../../domain/finance/payments/model/index.ts"
import { postOperation, voidPayment } from "../../../domain/finance/payments/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { parisDay } from "../../../domain/shared/ParisDay.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { returnLate } from "../../../simulators/nmi/gatewayEvents.ts"
import { accountOf } from "../../../simulators/nmi/nmiSimulator.ts"
import { at, companyWithBooks, saleOf, send, textAt } from "../../support/books.ts"
import { call, nodeHost } from "../../support/hosts.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { keptDeliveries, processed } from "../../support/providers/keptDeliveries.ts"
import {
  asked,
  batchOf,
  eur,
  gatewayConnection,
  notifiedOf,
  paymentNow,
  paymentWorld,
  sendIntent,
  SimulatedGateway,
  stateOf,
  token
} from "../../support/providers/paymentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const world = Layer.suspend(() => Layer.merge(paymentWorld, nodeHost))

const today = parisDay(DateTime.nowUnsafe())
const customer = { code: "C001", label: "Dupont" }

/** A debit of 120.00 from a bank account that settled, told of and followed. */
const debited = Effect.gen(function* () {
  const { id: connectionId, securityKey } = yield* gatewayConnection
  const bank = `sim-ck-${token()}`
  const made = yield* asked({
    kind: "sale",
    connectionId,
    amount: eur(12_000n),
    token: bank,
    party: customer
  })
  yield* sendIntent(made.intentId)
  yield* batchOf(securityKey)
  yield* keptDeliveries(connectionId, nmiNotifications, yield* notifiedOf(securityKey))
  yield* processed(connectionId)
  return { ...made, connectionId, securityKey }
})

/** The payer's bank takes so much of it back; the gateway tells of it `times` times. */
const tookBack = (
  { connectionId, id, securityKey }: { connectionId: ConnectionId; id: PaymentId; securityKey: string },
  minor: bigint,
  times = 1
) =>
  Effect.gen(function* () {
    const { state } = yield* SimulatedGateway
    const { payment } = yield* paymentNow(id)
    const millis = DateTime.toEpochMillis(yield* DateTime.now)
    returnLate(accountOf(state, securityKey), payment.gatewayReference ?? "", minor, millis)
    const told = yield* notifiedOf(securityKey)
    for (let time = 0; time < times; time += 1) yield* keptDeliveries(connectionId, nmiNotifications, told)
    yield* processed(connectionId)
  })

const post = (id: PaymentId) =>
  Effect.gen(function* () {
    for (const { id: operationId } of (yield* paymentNow(id)).operations) {
      yield* postOperation.run({ paymentId: id, operationId }, attempt(1))
      yield* postOperation.run({ paymentId: id, operationId }, attempt(2))
    }
  })

const told = (type: string) =>
  Effect.gen(function* () {
    const { after } = yield* EventLog
    const asking = {
      after: undefined,
      limit: 200,
      contexts: ["payments"],
      prefix: `payments.payment.${type}`
    }
    return (yield* after(asking)).events.length
  })

const owed = (key: string) =>
  Effect.map(
    call("GET", `/v2/accounting/reports/aged-balance?thirdParties=customers&at=${today}`, { key }),
    ({ json }) => textAt(json, "totals", "total", "amount")
  )

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("a debit that is returned late", (it) => {
  it.effect("opens the receivable again: its posting is reversed and lettered, once however often told", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* companyWithBooks
      const rule = { eventType: "payments.captured", journal: "BQ", controlAccount: "411", netAccount: "511" }
      yield* send("POST", "/v2/accounting/posting-rules", key, { ...rule, side: "credit" })
      const invoice = yield* send("POST", "/v2/accounting/entries", key, saleOf(today, "F-1"))
      assert.strictEqual(invoice.status, 201, invoice.text)
      yield* Effect.gen(function* () {
        const debit = yield* debited
        yield* post(debit.id)
        const [sale] = (yield* paymentNow(debit.id)).operations
        const entry = yield* call("GET", `/v2/accounting/entries/${sale?.entryId}`, { key })
        const lines = [invoice.json, entry.json].map((json) => {
          const at411 = ["lines", 0, "account"] as const
          assert.strictEqual(textAt(json, ...at411), "411")
          return { lineId: textAt(json, "lines", 0, "id") }
        })
        const lettered = yield* send("POST", "/v2/accounting/letterings", key, { date: today, lines })
        assert.strictEqual(lettered.status, 201, lettered.text)
        assert.strictEqual(yield* owed(key), "0.00")
        yield* tookBack(debit, 12_000n, 2)
        const { operations, payment } = yield* paymentNow(debit.id)
        assert.strictEqual(payment.state, "returned")
        assert.deepStrictEqual(
          operations.map(({ amount, kind, state }) => [kind, state, amount.minor]),
          [
            ["sale", "done", 12_000n],
            ["return", "done", 12_000n]
          ]
        )
        assert.strictEqual(yield* told("returned"), 1)
        yield* post(debit.id)
        assert.strictEqual(yield* owed(key), "120.00")
        const back = yield* call("GET", `/v2/accounting/entries/${sale?.entryId}`, { key })
        assert.strictEqual(textAt(back.json, "state"), "reversed")
        const all = yield* call("GET", "/v2/accounting/entries?account=511", { key })
        assert.strictEqual(textAt(all.json, "items", "length"), "2")
        const letterings = (yield* call("GET", "/v2/accounting/letterings?account=411", { key })).json
        assert.deepInclude(at(letterings, "items", 0), { state: "full", letteredOn: today })
        assert.deepInclude(at(letterings, "items", 1), {
          id: textAt(lettered.json, "id"),
          state: "cancelled"
        })
        const open = (yield* call("GET", "/v2/accounting/open-lines?account=411", { key })).json
        assert.strictEqual(textAt(open, "items", "length"), "1")
        assert.strictEqual(textAt(open, "items", 0, "lineId"), textAt(invoice.json, "lines", 0, "id"))
        const { version } = (yield* paymentNow(debit.id)).payment
        const voided = yield* Effect.flip(voidPayment(debit.id, version))
        assert.strictEqual(voided._tag, "IllegalTransition")
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )

  it.effect("before its payment is in the books waits for that, and is posted then", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* companyWithBooks
      yield* Effect.gen(function* () {
        const debit = yield* debited
        yield* tookBack(debit, 12_000n)
        const [sale, returned] = (yield* paymentNow(debit.id)).operations
        if (sale === undefined || returned === undefined) return assert.fail("no return")
        const run = ({ id: operationId }: typeof sale) =>
          postOperation.run({ paymentId: debit.id, operationId }, attempt(1))
        const early = yield* Effect.flip(run(returned))
        assert.deepInclude(early, { code: "payments.not-posted", retryable: true })
        const rule = {
          eventType: "payments.captured",
          journal: "BQ",
          controlAccount: "411",
          netAccount: "511"
        }
        yield* send("POST", "/v2/accounting/posting-rules", key, { ...rule, side: "credit" })
        assert.deepStrictEqual(yield* run(sale), { posted: 1 })
        assert.deepStrictEqual(yield* run(returned), { posted: 1 })
        assert.strictEqual(yield* owed(key), "0.00")
        const all = yield* call("GET", "/v2/accounting/entries?account=511", { key })
        assert.strictEqual(textAt(all.json, "items", "length"), "2")
      }).pipe(Effect.provideService(TenantScope, scope))
    })
  )

  it.effect("of another amount is told of for a person to look, and changes nothing", () =>
    Effect.gen(function* () {
      const debit = yield* debited
      yield* tookBack(debit, 11_999n, 2)
      assert.strictEqual(yield* stateOf(debit.id), "captured")
      assert.deepStrictEqual([yield* told("return_unclear"), yield* told("returned")], [1, 0])
    }).pipe(forCompany)
  )
})
