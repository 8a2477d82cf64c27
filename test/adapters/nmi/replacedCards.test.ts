import { assert, layer } from "@effect/vitest"
import { Effect, Option, Result, Schema } from "effect"
import { nmiNotifications } from "../../../adapters/nmi/notifications.ts"
import type { NotificationScheme } from "../../../domain/finance/notifications/model/index.ts"
import { NewPayment, type PaymentMethodId } from "../../../domain/finance/payments/model/index.ts"
import {
  forgetMethod,
  replaceMethod,
  storeMethod,
  takePayment
} from "../../../domain/finance/payments/usecases/index.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { PaymentMethods } from "../../../ports/finance/PaymentMethods.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { updateCards } from "../../../simulators/nmi/gatewayEvents.ts"
import { accountOf } from "../../../simulators/nmi/nmiSimulator.ts"
import { everyStoredText } from "../../support/providers/everyStoredText.ts"
import { keptDeliveries, processed } from "../../support/providers/keptDeliveries.ts"
import {
  anHourAgo,
  asked,
  eur,
  gatewayConnection,
  notifiedOf,
  paymentNow,
  paymentWorld,
  planned,
  sendIntent,
  settle,
  SimulatedGateway,
  token
} from "../../support/providers/paymentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const lastOpened = Effect.flatMap(ProviderIntents, ({ list }) =>
  Effect.map(list({ state: Option.none(), after: Option.none(), limit: 1 }), ([intent]) => {
    if (intent === undefined) throw new Error("nothing was asked for")
    return intent.id
  })
)

const sendLast = Effect.tap(lastOpened, (id) => sendIntent(id))

const methodNow = (id: PaymentMethodId) =>
  Effect.flatMap(PaymentMethods, ({ find }) => Effect.map(find(id), ({ method }) => method))

const replaced = (id: PaymentMethodId, given = token()) =>
  Effect.flatMap(methodNow(id), ({ version }) => replaceMethod(id, version, { token: given }))

/** A company with a kept card that its payer has paid with. */
const withCard = Effect.gen(function* () {
  const connection = yield* gatewayConnection
  const { id } = yield* storeMethod({
    connectionId: connection.id,
    token: token(),
    label: "Carte",
    customer: "C1"
  })
  yield* sendLast
  const first = yield* asked({
    kind: "sale",
    connectionId: connection.id,
    amount: eur(500n),
    paymentMethodId: id
  })
  yield* sendIntent(first.intentId)
  return { connection, first, id }
})

/** A notification that names nothing is kept under its type here, where only what names something is. */
const named: NotificationScheme = {
  ...nmiNotifications,
  decode: (delivery) =>
    Result.map(nmiNotifications.decode(delivery), (decoded) => ({ ...decoded, resourceId: decoded.type }))
}

layer(paymentWorld, { excludeTestServices: true, timeout: "60 seconds" })("cards replaced at NMI", (it) => {
  it.effect("a card is replaced under the same entry; a consent of before is not one to the new card", () =>
    Effect.gen(function* () {
      const { connection, first, id } = yield* withCard
      const charge = asked({
        kind: "sale",
        connectionId: connection.id,
        amount: eur(600n),
        paymentMethodId: id,
        initiatedBy: "merchant",
        initialPaymentId: first.id
      })
      const waiting = yield* charge
      assert.strictEqual((yield* Effect.flip(replaced(id)))._tag, "MethodInUse")
      yield* sendIntent(waiting.intentId)
      yield* replaced(id, "sim-show-5454-0131-new")
      assert.strictEqual((yield* methodNow(id)).state, "replacing")
      assert.strictEqual((yield* Effect.flip(charge))._tag, "MethodNotUsable")
      assert.notInclude(yield* everyStoredText, "sim-show-5454")
      yield* sendLast
      const method = yield* methodNow(id)
      assert.deepInclude(method, { state: "kept", masked: "4xxxxxxxxxxx5454", expires: "0131" })
      assert.isNotNull(method.cardSince)
      assert.deepInclude(yield* Effect.flip(charge), { fault: "card-replaced" })
      const again = yield* asked({
        kind: "sale",
        connectionId: connection.id,
        amount: eur(700n),
        paymentMethodId: id
      })
      yield* sendIntent(again.intentId)
      const { state } = yield* SimulatedGateway
      const account = accountOf(state, connection.securityKey)
      assert.strictEqual(account.vault.size, 1)
      assert.deepInclude(account.transactions.at(-1), {
        card: "sim-show-5454-0131-new",
        credential: { initiated_by: "customer", stored_credential_indicator: "stored" }
      })
    }).pipe(forCompany)
  )

  it.effect.each([
    { when: "after", token: "sim-show-5454-0131-a", ends: { masked: "4xxxxxxxxxxx5454", expires: "0131" } },
    { when: "before", token: "sim-show-5454-0131-b", ends: { masked: "4xxxxxxxxxxx1111", expires: "1228" } }
  ] as const)(
    "a replacement that is lost $when the effect is what the vault shows",
    ({ ends, token: given, when }) =>
      Effect.gen(function* () {
        const { connection, id } = yield* withCard
        yield* replaced(id, given)
        yield* planned({ when, what: { kind: "cut" }, within: connection.securityKey, times: 1 })
        const intentId = yield* sendLast
        assert.strictEqual((yield* methodNow(id)).state, "replacing")
        yield* sendIntent(intentId)
        if (when === "before") {
          const early = yield* Effect.flip(settle(intentId))
          assert.strictEqual(early.code, "providers.still-unknown")
          yield* anHourAgo(intentId)
        }
        yield* settle(intentId)
        const method = yield* methodNow(id)
        assert.deepInclude(method, { state: "kept", ...ends })
        assert.strictEqual(method.cardSince !== null, when === "after")
      }).pipe(forCompany)
  )

  it.effect("a token that is refused leaves the card and its consent", () =>
    Effect.gen(function* () {
      const { connection, first, id } = yield* withCard
      yield* replaced(id, "not-of-the-gateway")
      yield* sendLast
      assert.deepInclude(yield* methodNow(id), { state: "kept", code: "300", cardSince: null })
      yield* asked({
        kind: "sale",
        connectionId: connection.id,
        amount: eur(600n),
        paymentMethodId: id,
        initiatedBy: "merchant",
        initialPaymentId: first.id
      })
    }).pipe(forCompany)
  )

  it.effect("of many who replace, forget and charge at once, one changes the card", () =>
    Effect.gen(function* () {
      const { id } = yield* withCard
      const { version } = yield* methodNow(id)
      const tries = yield* Effect.all(
        Array.from({ length: 12 }, (_, place) =>
          Effect.result(
            place % 2 === 0 ? forgetMethod(id, version) : replaceMethod(id, version, { token: token() })
          )
        ),
        { concurrency: 12 }
      )
      assert.strictEqual(tries.filter(({ _tag }) => _tag === "Success").length, 1)
    }).pipe(forCompany)
  )

  it.effect("the updater of cards has the vault read again, and says whom somebody has to ask", () =>
    Effect.gen(function* () {
      const { connection, id } = yield* withCard
      const { state } = yield* SimulatedGateway
      yield* notifiedOf(connection.securityKey)
      for (const word of ["automaticallyupdated", "contactcustomer", "closedaccount"]) {
        updateCards(accountOf(state, connection.securityKey), word)
      }
      const deliveries = yield* notifiedOf(connection.securityKey)
      yield* keptDeliveries(connection.id, named, [...deliveries, ...deliveries])
      assert.deepInclude(yield* processed(connection.id), { processed: 3, failed: 0 })
      assert.deepInclude(yield* methodNow(id), { state: "kept", expires: "1233", cardSince: null })
      const { after } = yield* EventLog
      const { events } = yield* after({ after: undefined, limit: 100, contexts: ["payments"] })
      const told = events.map(({ type }) => type)
      const wanted = told.filter((type) => /updater|card_updated/.test(type)).toSorted()
      assert.deepStrictEqual(wanted, [
        "payments.method.card_updated",
        "payments.updater.closed_account",
        "payments.updater.contact_customer"
      ])
    }).pipe(forCompany)
  )

  it.effect("the merchant charges kept cards only: a one-time token is of a payer who is there", () =>
    Effect.gen(function* () {
      const { connection, first } = yield* withCard
      const decode = Schema.decodeUnknownEffect(NewPayment)
      const part = {
        kind: "sale",
        connectionId: connection.id,
        amount: { amount: "6.00", currency: "EUR" },
        token: "sim-abcdefgh",
        label: "F-1",
        initiatedBy: "merchant",
        initialPaymentId: first.id
      }
      assert.include(String(yield* Effect.flip(decode(part))), "paymentMethodId when the merchant starts it")
      yield* decode({ ...part, initiatedBy: "payer" })
    }).pipe(forCompany)
  )

  it.effect("an authentication by 3-D Secure goes to the gateway; its proof stands readable nowhere", () =>
    Effect.gen(function* () {
      const { connection, id } = yield* withCard
      const kept = {
        outcome: "verified",
        eci: "05",
        version: "2.2.0",
        directoryServerId: "d65e93c3"
      } as const
      const cavv = "Y2FyZGluYWxjb21tZXJjZWF1dGg="
      const sources = [{ token: token() }, { paymentMethodId: id }]
      for (const source of sources) {
        const file = yield* takePayment({
          kind: "sale",
          connectionId: connection.id,
          amount: eur(900n),
          label: "F-1",
          initiatedBy: "payer",
          threeDSecure: { ...kept, cavv, xid: null },
          ...source
        })
        assert.deepStrictEqual(file.payment.threeDSecure, kept)
        assert.notInclude(yield* everyStoredText, cavv)
        yield* sendLast
        assert.strictEqual((yield* paymentNow(file.payment.id)).payment.state, "captured")
        const { state } = yield* SimulatedGateway
        const { authentication } = accountOf(state, connection.securityKey).transactions.at(-1) ?? {}
        assert.deepStrictEqual(authentication, {
          cardholder_auth: "verified",
          cavv,
          eci: "05",
          three_ds_version: "2.2.0",
          directory_server_id: "d65e93c3"
        })
      }
    }).pipe(forCompany)
  )
})
