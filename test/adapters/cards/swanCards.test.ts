import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import {
  cancelCard,
  changeCard,
  issueCard,
  viewNumbers
} from "../../../domain/finance/cards/usecases/index.ts"
import { processNotifications } from "../../../domain/finance/notifications/usecases/index.ts"
import { performIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { waiting } from "../../support/providers/notificationWorld.ts"
import { SwanServer } from "../../support/swan/bankWorld.ts"
import {
  activeCardOf,
  cardNow,
  cardReferencesAt,
  cardWorld,
  companyWithHolder,
  followNow,
  intentIn,
  sendLast,
  settleLast
} from "../../support/swan/cardWorld.ts"
import { decideConsent } from "../../support/swan/swanWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SwanServer, (server) => void server.faults.splice(0, server.faults.length, ...faults))

const ordering = "mutation AddCard("

const intentStates = Effect.flatMap(ProviderIntents, ({ list }) =>
  Effect.map(list({ state: Option.none(), after: Option.none(), limit: 10 }), (found) =>
    found.map(({ state }) => state)
  )
)

/** As if the sending lay an hour back: "there is nothing" is believed then. */
const anHourAgo = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(
    ({ sql, tenantId }) => sql`update azals.provider_intent set sent_at = now() - interval '1 hour'
      where tenant_id = ${tenantId} and state = 'unknown'`
  )
)

layer(cardWorld, { excludeTestServices: true, timeout: "120 seconds" })("cards through Swan", (it) => {
  it.effect("a card waits for its consent and is active after it; refused, it never pays", () =>
    Effect.gen(function* () {
      const { wanted } = yield* companyWithHolder
      const { id } = yield* issueCard(wanted())
      assert.strictEqual((yield* cardNow(id)).state, "requested")
      yield* sendLast
      const waits = yield* cardNow(id)
      assert.strictEqual(waits.state, "consent_pending")
      yield* followNow(id)
      assert.strictEqual((yield* cardNow(id)).consent?.url, waits.consent?.url)
      yield* decideConsent(waits.consent?.url ?? "", "accept")
      yield* followNow(id)
      const active = yield* cardNow(id)
      assert.deepInclude(active, { state: "active", consent: null })
      assert.match(active.masked ?? "", /^532510\*{6}\d{4}$/)
      const other = yield* issueCard(wanted({ kind: "single-use" }))
      yield* sendLast
      yield* decideConsent((yield* cardNow(other.id)).consent?.url ?? "", "refuse")
      yield* followNow(other.id)
      assert.deepInclude(yield* cardNow(other.id), { state: "cancelled", consent: null })
    }).pipe(forCompany)
  )

  it.effect("an order that Swan refuses ends the card", () =>
    Effect.gen(function* () {
      const { wanted } = yield* companyWithHolder
      const { id } = yield* issueCard({ ...wanted(), holderReference: "nobody" })
      yield* sendLast
      assert.strictEqual((yield* cardNow(id)).state, "refused")
      assert.deepStrictEqual(yield* intentStates, ["refused"])
    }).pipe(forCompany)
  )

  it.effect("an order whose answer was lost is never sent again: the card is found by its key", () =>
    Effect.gen(function* () {
      const { connection, wanted } = yield* companyWithHolder
      yield* planned({ when: "after", what: { kind: "cut" }, within: ordering, times: 1 })
      const { id } = yield* issueCard(wanted())
      yield* sendLast
      assert.deepStrictEqual([yield* intentStates, (yield* cardNow(id)).state], [["unknown"], "requested"])
      yield* settleLast
      assert.deepStrictEqual(
        [yield* intentStates, (yield* cardNow(id)).state],
        [["succeeded"], "consent_pending"]
      )
      assert.lengthOf(yield* cardReferencesAt(connection.clientId), 1)
    }).pipe(forCompany)
  )

  it.effect("one that never arrived is refused in the end; one that cannot be told apart stays unknown", () =>
    Effect.gen(function* () {
      const { connection, wanted } = yield* companyWithHolder
      yield* planned({ when: "before", what: { kind: "cut" }, within: ordering, times: 1 })
      const lost = yield* issueCard(wanted())
      yield* sendLast
      yield* anHourAgo
      yield* settleLast
      assert.strictEqual((yield* cardNow(lost.id)).state, "refused")
      assert.lengthOf(yield* cardReferencesAt(connection.clientId), 0)
      yield* activeCardOf(wanted({ name: "Same name" }))
      yield* planned({ when: "before", what: { kind: "cut" }, within: ordering, times: 1 })
      const alike = yield* issueCard(wanted({ name: "Same name" }))
      yield* sendLast
      yield* anHourAgo
      yield* Effect.flip(settleLast)
      assert.strictEqual((yield* cardNow(alike.id)).state, "requested")
    }).pipe(forCompany)
  )

  it.effect("a notification that is faster than our answer ends our order; the next ones move the card", () =>
    Effect.gen(function* () {
      const { connection, wanted } = yield* companyWithHolder
      yield* planned({ when: "after", what: { kind: "cut" }, within: ordering, times: 1 })
      const { id } = yield* issueCard(wanted())
      yield* sendLast
      const process = processNotifications.run({ connectionId: connection.id }, attempt(1))
      const [reference = ""] = yield* cardReferencesAt(connection.clientId)
      yield* waiting(connection.id, reference, "Card.Created")
      yield* process
      const waits = yield* cardNow(id)
      assert.deepInclude(waits, { state: "consent_pending", reference })
      yield* decideConsent(waits.consent?.url ?? "", "accept")
      yield* waiting(connection.id, waits.consent?.reference ?? "", "Consent.Granted")
      yield* process
      assert.strictEqual((yield* cardNow(id)).state, "active")
      yield* waiting(connection.id, reference, "Card.Created")
      yield* waiting(connection.id, "not-ours", "Card.Updated")
      assert.deepInclude(yield* process, { processed: 1, failed: 1 })
      assert.strictEqual((yield* cardNow(id)).state, "active")
    }).pipe(forCompany)
  )

  it.effect("limits change at Swan after a consent, and a card is cancelled for good", () =>
    Effect.gen(function* () {
      const { wanted } = yield* companyWithHolder
      const card = yield* activeCardOf(wanted())
      const limits = [
        { amount: money(80_000n, EUR), period: "week", window: "calendar", resetDay: 3 } as const
      ]
      const back = { consentReturnUrl: "https://erp.example.fr/cards" }
      const changed = yield* changeCard(card.id, card.version, { limits, ...back })
      yield* sendLast
      const waits = yield* cardNow(card.id)
      assert.deepStrictEqual(waits.limits, changed.limits)
      yield* followNow(card.id)
      assert.strictEqual((yield* cardNow(card.id)).consent?.url, waits.consent?.url)
      yield* decideConsent(waits.consent?.url ?? "", "accept")
      yield* followNow(card.id)
      const { consent, state, version } = yield* cardNow(card.id)
      assert.deepStrictEqual([consent, state], [null, "active"])
      assert.strictEqual((yield* cancelCard(card.id, version)).state, "cancelling")
      yield* planned({ when: "after", what: { kind: "cut" }, within: "mutation CancelCard", times: 1 })
      yield* sendLast
      yield* settleLast
      assert.strictEqual((yield* cardNow(card.id)).state, "cancelled")
    }).pipe(forCompany)
  )

  it.effect(
    "numbers are shown by Swan alone, behind a consent: we have the address of its page, and no number",
    () =>
      Effect.gen(function* () {
        const { wanted } = yield* companyWithHolder
        const back = "https://erp.example.fr/cards"
        const waits = yield* issueCard(wanted({ name: "Waits" }))
        assert.deepInclude(yield* Effect.flip(viewNumbers(waits.id, back)), {
          _tag: "CardNotUsable",
          state: "requested"
        })
        yield* sendLast
        const { id } = yield* activeCardOf(wanted())
        assert.deepInclude((yield* viewNumbers(id, back)).numbersView, { state: "asked", url: null })
        yield* sendLast
        const { numbersView } = yield* cardNow(id)
        assert.strictEqual(numbersView?.state, "ready")
        const page = yield* decideConsent(numbersView?.url ?? "", "accept")
        assert.include(page, "Une carte simulée n'en a pas")
        assert.notMatch(page, /\d{13,19}/)
        yield* followNow(id)
        assert.deepInclude(yield* cardNow(id), { state: "active", consent: null })
      }).pipe(forCompany)
  )

  it.effect("the last request to see numbers is what the card shows, whatever came of those before", () =>
    Effect.gen(function* () {
      const { wanted } = yield* companyWithHolder
      const { id } = yield* activeCardOf(wanted())
      yield* viewNumbers(id, "https://erp.example.fr/cards")
      const first = yield* intentIn("created")
      const { numbersView: second } = yield* viewNumbers(id, "https://erp.example.fr/cards")
      yield* performIntent.run({ intentId: first }, attempt(1))
      assert.deepStrictEqual((yield* cardNow(id)).numbersView, second)
      yield* planned({ when: "before", what: { kind: "cut" }, within: "mutation ViewCardNumbers", times: 1 })
      yield* sendLast
      assert.deepInclude((yield* cardNow(id)).numbersView, { state: "unknown", url: null })
      yield* anHourAgo
      yield* settleLast
      assert.deepInclude((yield* cardNow(id)).numbersView, { state: "refused", url: null })
    }).pipe(forCompany)
  )
})
