import { assert, layer } from "@effect/vitest"
import { DateTime, Effect } from "effect"
import { responseCodes } from "../../../adapters/nmi/responseCodes.ts"
import {
  applyPayment,
  capturePayment,
  refundPayment,
  storeMethod,
  voidPayment
} from "../../../domain/finance/payments/usecases/index.ts"
import { openConnection } from "../../../domain/finance/providers/usecases/index.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { type Notification, NotificationId } from "../../../domain/finance/notifications/model/index.ts"
import { testModeMark } from "../../../domain/finance/payments/model/index.ts"
import { ProviderConnections } from "../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../ports/platform/UnitOfWork.ts"
import type { Environment, IntentId } from "../../../domain/finance/providers/model/index.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { everyStoredText } from "../../support/providers/everyStoredText.ts"
import {
  anHourAgo,
  asked,
  eur,
  gatewayConnection,
  held,
  lastIntent,
  paymentNow,
  paymentWorld,
  planned,
  sendIntent,
  settle,
  SimulatedGateway,
  stateOf,
  token
} from "../../support/providers/paymentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const sealedOf = (intentId: IntentId) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    Effect.map(
      statements(
        ({ sql, tenantId }) => sql`select 1 from azals.sealed_secret
          where tenant_id = ${tenantId} and owner_id = ${intentId}`
      ),
      ({ length }) => length
    )
  )

layer(paymentWorld, { excludeTestServices: true, timeout: "60 seconds" })("payments through NMI", (it) => {
  it.effect("a sale is taken, partly refunded and refunded; each once", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const sale = yield* asked({ kind: "sale", connectionId, amount: eur(1_000n) })
      assert.strictEqual(yield* stateOf(sale.id), "created")
      yield* sendIntent(sale.intentId)
      yield* sendIntent(sale.intentId)
      assert.strictEqual(yield* stateOf(sale.id), "captured")
      for (const [amount, state] of [
        [eur(300n), "partially_refunded"],
        [null, "refunded"]
      ] as const) {
        yield* sendIntent(lastIntent(yield* refundPayment(sale.id, amount)))
        assert.strictEqual(yield* stateOf(sale.id), state)
      }
      const over = yield* Effect.flip(refundPayment(sale.id, eur(1n)))
      assert.strictEqual(over._tag, "IllegalTransition")
      const sums = (yield* held(securityKey)).map(({ cents, type }) => [type, cents])
      assert.deepStrictEqual(sums, [
        ["sale", 1_000n],
        ["refund", 300n],
        ["refund", 700n]
      ])
    }).pipe(forCompany)
  )

  it.effect("an authorisation is captured in parts, never beyond itself, also by 50 at once", () =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const authorised = yield* asked({ kind: "authorisation", connectionId, amount: eur(10_000n) })
      yield* sendIntent(authorised.intentId)
      const tries = yield* Effect.all(
        Array.from({ length: 50 }, () => Effect.result(capturePayment(authorised.id, eur(900n)))),
        { concurrency: 50 }
      )
      const taken = tries.flatMap((one) => (one._tag === "Success" ? [one.success] : []))
      assert.strictEqual(taken.length, 11)
      const { operations } = yield* paymentNow(authorised.id)
      yield* Effect.all(
        operations.slice(1).flatMap(({ intentId }) => (intentId === null ? [] : [sendIntent(intentId)])),
        { concurrency: 8 }
      )
      const { payment } = yield* paymentNow(authorised.id)
      assert.deepInclude(payment, { state: "partially_captured", captured: eur(9_900n) })
      yield* sendIntent(lastIntent(yield* capturePayment(authorised.id, null)))
      assert.deepInclude((yield* paymentNow(authorised.id)).payment, {
        state: "captured",
        captured: eur(10_000n)
      })
      const [transaction] = yield* held(securityKey)
      assert.strictEqual(transaction?.actions.length, 13)
    }).pipe(forCompany)
  )

  it.effect("an authorisation and a sale are voided; a void twice is not", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      for (const kind of ["authorisation", "sale"] as const) {
        const made = yield* asked({ kind, connectionId, amount: eur(500n) })
        yield* sendIntent(made.intentId)
        const { version } = (yield* paymentNow(made.id)).payment
        const late = yield* Effect.flip(voidPayment(made.id, version + 1))
        assert.strictEqual(late._tag, "VersionConflict")
        const voided = yield* voidPayment(made.id, version)
        const again = yield* Effect.flip(voidPayment(made.id, version))
        assert.strictEqual(again._tag, "OperationUnderWay")
        yield* sendIntent(lastIntent(voided))
        assert.strictEqual(yield* stateOf(made.id), "voided")
      }
    }).pipe(forCompany)
  )

  it.effect("a credit is sent, a card is checked without a charge", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const credit = yield* asked({ kind: "credit", connectionId, amount: eur(500n) })
      const check = yield* asked({ kind: "validation", connectionId, amount: eur(0n) })
      yield* sendIntent(credit.intentId)
      yield* sendIntent(check.intentId)
      assert.strictEqual(yield* stateOf(credit.id), "credited")
      assert.strictEqual(yield* stateOf(check.id), "validated")
    }).pipe(forCompany)
  )

  it.effect("a live connection that is told of an unreal payment is stopped; a test one is not", () =>
    Effect.gen(function* () {
      const { find } = yield* ProviderConnections
      const { write } = yield* UnitOfWork
      const { id } = yield* gatewayConnection
      const connection = yield* openConnection(id, "asking")
      const now = yield* DateTime.now
      const notification: Notification = {
        id: NotificationId.make(uuidV7()),
        connectionId: id,
        provider: connection.provider,
        eventId: "e1",
        type: `transaction.sale.success${testModeMark}`,
        resourceId: "unheard-of",
        origin: "delivered",
        state: "received",
        deliveries: 1,
        attempts: 0,
        note: null,
        occurredAt: null,
        receivedAt: now,
        nextAttemptAt: null,
        endedAt: null
      }
      const applied = (environment: Environment) =>
        Effect.gen(function* () {
          const reading = yield* applyPayment.read(
            { kind: "payments.payment", reference: "unheard-of" },
            { ...connection, environment },
            notification
          )
          if (reading._tag === "Apply") yield* write(reading.write)
          return [reading._tag, (yield* find(id)).state]
        })
      assert.deepStrictEqual(yield* applied("simulation"), ["Ignored", "enabled"])
      assert.deepStrictEqual(yield* applied("live"), ["Apply", "disabled"])
      assert.deepStrictEqual(yield* applied("live"), ["Apply", "disabled"])
    }).pipe(forCompany)
  )

  it.effect.each(
    Object.entries(responseCodes).filter(
      ([, meaning]) => meaning !== "approved" && meaning !== "rate-limited"
    )
  )("code %s ends as it should, verbatim", ([code, meaning]) =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const made = yield* asked({ kind: "sale", connectionId, amount: eur(500n), token: token(code) })
      yield* sendIntent(made.intentId)
      if (meaning === "uncertain") {
        assert.strictEqual(yield* stateOf(made.id), "unknown")
        yield* settle(made.intentId)
      }
      const { payment } = yield* paymentNow(made.id)
      assert.deepInclude(payment, { state: meaning === "declined" ? "declined" : "failed", code })
    }).pipe(forCompany)
  )

  it.effect("codes that nobody knows are kept as they came", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const declined = yield* asked({ kind: "sale", connectionId, amount: eur(500n), token: token("299") })
      yield* sendIntent(declined.intentId)
      assert.deepInclude((yield* paymentNow(declined.id)).payment, { state: "declined", code: "299" })
      const odd = yield* asked({ kind: "sale", connectionId, amount: eur(500n), token: token("999") })
      yield* sendIntent(odd.intentId)
      yield* settle(odd.intentId)
      assert.deepInclude((yield* paymentNow(odd.id)).payment, { state: "failed", code: "999" })
    }).pipe(forCompany)
  )

  it.effect("code 301 and a 429 had no effect: the same request goes again later", () =>
    Effect.gen(function* () {
      const { state } = yield* SimulatedGateway
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const made = yield* asked({ kind: "sale", connectionId, amount: eur(500n) })
      state.rateLimited = 1
      assert.strictEqual((yield* Effect.flip(sendIntent(made.intentId))).code, "providers.not-sent")
      yield* planned({ when: "before", what: { kind: "status", status: 429 }, within: securityKey, times: 1 })
      assert.strictEqual((yield* Effect.flip(sendIntent(made.intentId))).code, "providers.not-sent")
      assert.strictEqual(yield* stateOf(made.id), "created")
      yield* sendIntent(made.intentId)
      assert.strictEqual(yield* stateOf(made.id), "captured")
      assert.strictEqual((yield* held(securityKey)).length, 1)
    }).pipe(forCompany)
  )

  const lost = (["before", "after"] as const).flatMap((when) =>
    ([{ kind: "cut" }, { kind: "malformed" }, { kind: "status", status: 502 }] as const).map((what) => ({
      when,
      what,
      name: `${what.kind} ${when} the effect`
    }))
  )

  it.effect.each(lost)("a sale whose answer is $name is asked for, never sent again", ({ what, when }) =>
    Effect.gen(function* () {
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const made = yield* asked({ kind: "sale", connectionId, amount: eur(700n) })
      yield* planned({ when, what, within: securityKey, times: 1 })
      yield* sendIntent(made.intentId)
      assert.strictEqual(yield* stateOf(made.id), "unknown")
      yield* sendIntent(made.intentId)
      if (when === "before") {
        assert.strictEqual((yield* Effect.flip(settle(made.intentId))).code, "providers.still-unknown")
        yield* anHourAgo(made.intentId)
      }
      yield* settle(made.intentId)
      assert.strictEqual(yield* stateOf(made.id), when === "before" ? "failed" : "captured")
      assert.strictEqual((yield* held(securityKey)).length, when === "before" ? 0 : 1)
    }).pipe(forCompany)
  )

  it.effect.each(["capture", "refund", "void"] as const)(
    "a %s whose answer was lost is settled by what the gateway holds",
    (kind) =>
      Effect.gen(function* () {
        const { id: connectionId, securityKey } = yield* gatewayConnection
        const first = kind === "refund" ? "sale" : "authorisation"
        const made = yield* asked({ kind: first, connectionId, amount: eur(900n) })
        yield* sendIntent(made.intentId)
        const { version } = (yield* paymentNow(made.id)).payment
        const following =
          kind === "void"
            ? yield* voidPayment(made.id, version)
            : yield* (kind === "capture" ? capturePayment : refundPayment)(made.id, eur(400n))
        yield* planned({ when: "after", what: { kind: "cut" }, within: securityKey, times: 1 })
        yield* sendIntent(lastIntent(following))
        assert.strictEqual(yield* stateOf(made.id), first === "sale" ? "captured" : "authorised")
        if (kind === "capture") {
          const more = yield* Effect.flip(capturePayment(made.id, eur(501n)))
          assert.strictEqual(more._tag, "AmountExceeded")
        }
        yield* settle(lastIntent(following))
        const { payment } = yield* paymentNow(made.id)
        const ends = { capture: "partially_captured", refund: "partially_refunded", void: "voided" }
        assert.strictEqual(payment.state, ends[kind])
      }).pipe(forCompany)
  )

  it.effect("a one-time token stands readable nowhere, and is gone once it was sent", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const given = token()
      const sale = yield* asked({ kind: "sale", connectionId, amount: eur(500n), token: given })
      yield* storeMethod({ connectionId, token: `${given}-kept`, label: "Carte", customer: "C1" })
      assert.notInclude(yield* everyStoredText, given)
      const sealed = sealedOf(sale.intentId)
      assert.strictEqual(yield* sealed, 1)
      yield* sendIntent(sale.intentId)
      assert.strictEqual(yield* stateOf(sale.id), "captured")
      assert.strictEqual(yield* sealed, 0)
    }).pipe(forCompany)
  )
})
