import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import {
  forgetMethod,
  preferMethod,
  storeMethod,
  takePayment
} from "../../../domain/finance/payments/usecases/index.ts"
import { PaymentMethods } from "../../../ports/finance/PaymentMethods.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import type { PaymentId } from "../../../domain/finance/payments/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import {
  asked,
  eur,
  gatewayConnection,
  held,
  paymentWorld,
  planned,
  sendIntent,
  settle,
  stateOf,
  token
} from "../../support/providers/paymentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

layer(paymentWorld, { excludeTestServices: true, timeout: "60 seconds" })("cards kept at NMI", (it) => {
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
})
