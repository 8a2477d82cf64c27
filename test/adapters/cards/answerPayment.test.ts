import { assert, layer } from "@effect/vitest"
import { Clock, DateTime, type Duration, Effect, Option } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { CardId, type PaymentRequest } from "../../../domain/finance/cards/model/index.ts"
import { answerPayment, decisionTime } from "../../../domain/finance/cards/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { CardPayments } from "../../../ports/finance/CardPayments.ts"
import { activeCard, monthly } from "../../support/cards/cardSeeds.ts"
import { inParallel } from "../../support/inParallel.ts"
import { otherSession } from "../../support/otherSession.ts"
import { fakeConnection, intentWorld } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.flatMap(freshTenant, (scope) => Effect.provideService(test, TenantScope, scope))

const withCard = (part: Parameters<typeof activeCard>[1] = {}) =>
  Effect.gen(function* () {
    const { id: connectionId } = yield* fakeConnection
    const { id, reference } = yield* activeCard(connectionId, part)
    const pay = (asked: Partial<PaymentRequest> = {}, within: Duration.Input = "30 seconds") =>
      answerPayment(
        connectionId,
        {
          transactionReference: uuidV7(),
          cardReference: reference,
          orderReference: null,
          amount: money(1_000n, EUR),
          original: null,
          channel: "online",
          direction: "debit",
          merchant: { id: "M-1", name: "Shop", city: "Lyon", country: "FRA", category: "5812" },
          partialAllowed: false,
          expiresAt: null,
          ...asked
        },
        within
      )
    return { pay, cardId: CardId.make(id), reference, connectionId }
  })

const paymentsOf = (cardId: CardId) =>
  Effect.flatMap(CardPayments, ({ list }) =>
    list({ cardId, state: undefined, withoutReceipt: false }, 100, Option.none())
  )

/** Another session holds the card's row until the scope closes. */
const heldCard = (cardId: CardId) =>
  Effect.gen(function* () {
    const sql = yield* otherSession
    yield* sql`begin`
    yield* sql`select id from azals.card where id = ${cardId} for update`
  })

layer(intentWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "authorisations of a card",
  (it) => {
    it.effect("50 at once never pass the limit together", () =>
      Effect.gen(function* () {
        const { cardId, pay } = yield* withCard({ limits: monthly("100.00") })
        yield* inParallel(
          50,
          () => pay(),
          (answers) =>
            Effect.sync(() => assert.strictEqual(answers.filter((answer) => answer !== null).length, 10))
        )
        const kept = yield* paymentsOf(cardId)
        assert.strictEqual(kept.length, 50)
        assert.strictEqual(
          kept.reduce((sum, { held }) => sum + held.minor, 0n),
          10_000n
        )
        const refused = kept.filter(({ state }) => state === "declined")
        assert.strictEqual(refused.length, 40)
        assert.isTrue(refused.every(({ declined }) => declined?.code === "limit"))
      }).pipe(forCompany)
    )

    it.effect("the same transaction gets the same answer, also at once and after the card was frozen", () =>
      Effect.gen(function* () {
        const { cardId, pay } = yield* withCard()
        const transactionReference = uuidV7()
        yield* inParallel(
          10,
          () => pay({ transactionReference }),
          (answers) => Effect.sync(() => assert.isTrue(answers.every((answer) => answer?.minor === 1_000n)))
        )
        const { statements } = yield* TenantSql
        yield* statements(
          ({ sql, tenantId }) =>
            sql`update azals.card set state = 'frozen' where tenant_id = ${tenantId} and id = ${cardId}`
        )
        assert.strictEqual((yield* pay({ transactionReference }))?.minor, 1_000n)
        assert.isNull(yield* pay())
        assert.deepStrictEqual(
          (yield* paymentsOf(cardId)).map(({ state }) => state),
          ["declined", "held"]
        )
      }).pipe(forCompany)
    )

    it.effect("a single-use card pays once, also when two merchants ask at once", () =>
      Effect.gen(function* () {
        const { pay } = yield* withCard({ kind: "single-use" })
        yield* inParallel(
          8,
          () => pay(),
          (answers) =>
            Effect.sync(() => assert.strictEqual(answers.filter((answer) => answer !== null).length, 1))
        )
      }).pipe(forCompany)
    )

    it.effect("a hold that has lapsed gives its room back; what was captured does not", () =>
      Effect.gen(function* () {
        const { pay } = yield* withCard({ limits: monthly("10.00") })
        const past = DateTime.makeUnsafe("2026-01-01T00:00:00Z")
        assert.strictEqual((yield* pay({ expiresAt: past }))?.minor, 1_000n)
        assert.strictEqual((yield* pay())?.minor, 1_000n)
        assert.isNull(yield* pay())
      }).pipe(forCompany)
    )

    it.effect("an unknown card and a question without a card are refused, and the answer is kept", () =>
      Effect.gen(function* () {
        const { connectionId, pay } = yield* withCard()
        const transactionReference = uuidV7()
        assert.isNull(yield* pay({ transactionReference, cardReference: "nobody" }))
        assert.isNull(yield* pay({ transactionReference }))
        assert.isNull(yield* pay({ cardReference: null }))
        assert.isNull(yield* pay({ transactionReference: null }))
        const kept = yield* Effect.flatMap(CardPayments, ({ byTransaction }) =>
          byTransaction(connectionId, transactionReference)
        )
        assert.strictEqual(kept._tag === "Some" ? kept.value.declined?.code : "none", "unknown-card")
      }).pipe(forCompany)
    )

    it.effect("a decision that waits too long is a refusal, and stays one", () =>
      Effect.gen(function* () {
        const { cardId, connectionId, pay } = yield* withCard()
        const transactionReference = uuidV7()
        const asked = pay({ transactionReference }, decisionTime.decide)
        const started = yield* Clock.currentTimeMillis
        assert.isNull(yield* Effect.scoped(Effect.andThen(heldCard(cardId), asked)))
        assert.isBelow((yield* Clock.currentTimeMillis) - started, 5_000)
        assert.isNull(yield* pay({ transactionReference }))
        const kept = yield* Effect.flatMap(CardPayments, ({ byTransaction }) =>
          byTransaction(connectionId, transactionReference)
        )
        assert.strictEqual(Option.getOrNull(kept)?.declined?.code, "late")
        assert.deepStrictEqual(yield* paymentsOf(cardId), [])
      }).pipe(forCompany)
    )
  }
)
