import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Option } from "effect"
import { responseCodes } from "../../../adapters/nmi/responseCodes.ts"
import {
  applyPayment,
  capturePayment,
  forgetMethod,
  preferMethod,
  refundPayment,
  storeMethod,
  takePayment,
  voidPayment
} from "../../../domain/finance/payments/usecases/index.ts"
import { PaymentMethods } from "../../../ports/finance/PaymentMethods.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { openConnection, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { type Notification, NotificationId } from "../../../domain/finance/notifications/model/index.ts"
import { type PaymentId, testModeMark } from "../../../domain/finance/payments/model/index.ts"
import { ProviderConnections } from "../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../ports/platform/UnitOfWork.ts"
import type { Environment, IntentId } from "../../../domain/finance/providers/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { accountOf } from "../../../simulators/nmi/nmiSimulator.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { everyStoredText } from "../../support/providers/everyStoredText.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import {
  asked,
  eur,
  gatewayConnection,
  lastIntent,
  paymentNow,
  paymentWorld,
  sendIntent,
  SimulatedGateway,
  token
} from "../../support/providers/paymentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const stateOf = (id: Parameters<typeof paymentNow>[0]) =>
  Effect.map(paymentNow(id), ({ payment }) => payment.state)

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SimulatedGateway, (gateway) => void gateway.faults.splice(0, gateway.faults.length, ...faults))

const settle = (intentId: IntentId) => settleIntent.run({ intentId }, attempt(1))

/** As if the sending lay an hour back: "there is nothing" is believed then. */
const anHourAgo = (intentId: IntentId) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(
      ({ sql, tenantId }) => sql`update azals.provider_intent set sent_at = now() - interval '1 hour'
        where tenant_id = ${tenantId} and id = ${intentId}`
    )
  )

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

/** What the gateway holds for a company. */
const held = (securityKey: string) =>
  Effect.map(SimulatedGateway, ({ state }) => accountOf(state, securityKey).transactions)

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

  it.effect("a card is kept, charged on consent, and forgotten", () =>
    Effect.gen(function* () {
      const methods = yield* PaymentMethods
      const { find } = methods
      const intents = yield* ProviderIntents
      const { id: connectionId, securityKey } = yield* gatewayConnection
      const method = yield* storeMethod({ connectionId, token: token(), label: "Carte", customer: "C1" })
      const early = yield* Effect.flip(
        takePayment({
          kind: "sale",
          connectionId,
          amount: eur(500n),
          paymentMethodId: method.id,
          label: "F-1",
          initiatedBy: "payer"
        })
      )
      assert.strictEqual(early._tag, "MethodNotUsable")
      const [intent] = yield* intents.list({ state: Option.none(), after: Option.none(), limit: 1 })
      if (intent !== undefined) yield* sendIntent(intent.id)
      assert.deepInclude((yield* find(method.id)).method, {
        state: "kept",
        masked: "4xxxxxxxxxxx1111",
        expires: "1228"
      })
      const endedBy = (day: string, customer = Option.none<string>()) =>
        Effect.map(
          methods.list({
            customer,
            expiresBefore: Option.some(LocalDate.make(day)),
            limit: 9,
            after: Option.none()
          }),
          (all) => all.map(({ id }) => id)
        )
      assert.deepStrictEqual(yield* endedBy("2028-12-31"), [])
      assert.deepStrictEqual(yield* endedBy("2029-01-01"), [method.id])
      assert.deepStrictEqual(yield* endedBy("2029-01-01", Option.some("C2")), [])
      const sale = yield* asked({ kind: "sale", connectionId, amount: eur(500n), paymentMethodId: method.id })
      yield* sendIntent(sale.intentId)
      assert.strictEqual(yield* stateOf(sale.id), "captured")
      const later = yield* asked({
        kind: "sale",
        connectionId,
        amount: eur(600n),
        paymentMethodId: method.id,
        initiatedBy: "merchant",
        initialPaymentId: sale.id
      })
      yield* sendIntent(later.intentId)
      assert.strictEqual(yield* stateOf(later.id), "captured")
      const again = yield* asked({
        kind: "sale",
        connectionId,
        amount: eur(700n),
        paymentMethodId: method.id
      })
      yield* sendIntent(again.intentId)
      const [first] = yield* held(securityKey)
      const follows = { stored_credential_indicator: "used", initial_transaction_id: first?.id ?? "" }
      assert.deepStrictEqual(
        (yield* held(securityKey)).map(({ credential }) => credential),
        [
          { initiated_by: "customer", stored_credential_indicator: "stored" },
          { initiated_by: "merchant", ...follows },
          { initiated_by: "customer", ...follows }
        ]
      )
      yield* preferMethod(method.id, (yield* find(method.id)).method.version)
      yield* forgetMethod(method.id, (yield* find(method.id)).method.version)
      assert.strictEqual((yield* find(method.id)).method.state, "forgetting")
      const [leaving] = yield* intents.list({ state: Option.none(), after: Option.none(), limit: 1 })
      yield* planned({ when: "after", what: { kind: "cut" }, within: securityKey, times: 1 })
      if (leaving !== undefined) yield* sendIntent(leaving.id)
      if (leaving !== undefined) yield* settle(leaving.id)
      assert.deepInclude((yield* find(method.id)).method, { state: "forgotten", preferred: false })
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

  it.effect("the merchant starts nothing on a payment that proves no consent of this payer here", () =>
    Effect.gen(function* () {
      const { id: connectionId } = yield* gatewayConnection
      const other = yield* gatewayConnection
      const [party, card] = [
        { code: "C1", label: "Dupont" },
        { connectionId, customer: "C1", label: "Carte" }
      ]
      const method = yield* storeMethod({ ...card, token: token() })
      const [kept] = yield* (yield* ProviderIntents).list({
        state: Option.none(),
        after: Option.none(),
        limit: 1
      })
      if (kept !== undefined) yield* sendIntent(kept.id)
      const made = (part: Partial<Parameters<typeof asked>[0]>) =>
        Effect.tap(asked({ kind: "sale", connectionId, amount: eur(500n), party, ...part }), ({ intentId }) =>
          sendIntent(intentId)
        )
      const faults = {
        elsewhere: yield* made({ connectionId: other.id }),
        stranger: yield* made({ party: { code: "C2", label: "Durand" } }),
        nobody: yield* made({ token: token("202") }),
        waiting: yield* asked({ kind: "sale", connectionId, amount: eur(500n), party })
      }
      const charge = (initialPaymentId: PaymentId) =>
        asked({
          kind: "sale",
          connectionId,
          amount: eur(600n),
          paymentMethodId: method.id,
          initiatedBy: "merchant",
          initialPaymentId
        })
      const refusals = yield* Effect.forEach(Object.values(faults), ({ id }) => Effect.flip(charge(id)))
      assert.deepStrictEqual(
        refusals.map((refusal) =>
          refusal._tag === "InitialPaymentNotUsable" ? refusal.fault : refusal._tag
        ),
        ["another-connection", "another-payer", "not-approved", "not-approved"]
      )
      const consent = yield* made({})
      const charged = yield* charge(consent.id)
      yield* sendIntent(charged.intentId)
      const onItself = yield* Effect.flip(charge(charged.id))
      assert.deepInclude(onItself, { _tag: "InitialPaymentNotUsable", fault: "not-by-the-payer" })
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
