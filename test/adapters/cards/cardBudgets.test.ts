import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Fiber, Option } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import {
  type CardBudgetId,
  CardId,
  type CardPaymentId,
  type NewCardBudget,
  type NewCardMovement,
  type PaymentRequest
} from "../../../domain/finance/cards/model/index.ts"
import {
  answerPayment,
  archiveBudget,
  assignBudget,
  budgetUse,
  changeBudget,
  createBudget,
  recordMovement,
  renewBudget
} from "../../../domain/finance/cards/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { CardPayments } from "../../../ports/finance/CardPayments.ts"
import { Cards } from "../../../ports/finance/Cards.ts"
import { activeCard, monthly } from "../../support/cards/cardSeeds.ts"
import { inParallel } from "../../support/inParallel.ts"
import { otherSession } from "../../support/otherSession.ts"
import { fakeConnection, intentWorld } from "../../support/providers/intentWorld.ts"
import { forCompany } from "../../support/tenants.ts"

const eur = (minor: bigint) => money(minor, EUR)

const budgetOf = (minor: bigint, part: Partial<NewCardBudget> = {}) =>
  createBudget({
    name: "Marketing",
    ownerId: null,
    limit: { amount: eur(minor), period: "month", window: "calendar", resetDay: 1 },
    zone: "Europe/Paris",
    renews: true,
    ...part
  })

const versionOf = (cardId: CardId) =>
  Effect.map(
    Effect.flatMap(Cards, ({ find }) => find(cardId)),
    (card) => card.version
  )

const assign = (cardId: CardId, budgetId: CardBudgetId | null) =>
  Effect.flatMap(versionOf(cardId), (version) => assignBudget(cardId, version, budgetId))

/** Cards of a company that may each pay much, and how one of them pays 10.00. */
const companyWithCards = (count: number) =>
  Effect.gen(function* () {
    const { id: connectionId } = yield* fakeConnection
    const cards = yield* Effect.forEach(Array.from({ length: count }), () =>
      Effect.map(activeCard(connectionId, { limits: monthly("100000.00") }), ({ id, reference }) => ({
        id: CardId.make(id),
        reference
      }))
    )
    const [first = { id: CardId.make(uuidV7()), reference: "" }] = cards
    const pay = (card: (typeof cards)[number] | undefined, asked: Partial<PaymentRequest> = {}) =>
      answerPayment(
        connectionId,
        {
          transactionReference: uuidV7(),
          cardReference: card?.reference ?? null,
          orderReference: null,
          amount: eur(1_000n),
          original: null,
          channel: "online",
          direction: "debit",
          merchant: { id: "M-1", name: "Shop", city: "Lyon", country: "FRA", category: "5812" },
          partialAllowed: false,
          expiresAt: null,
          ...asked
        },
        "30 seconds"
      )
    return { cards, first, pay }
  })

const paymentsOf = (cardId: CardId | undefined) =>
  Effect.flatMap(CardPayments, ({ list }) =>
    list({ cardId, state: undefined, withoutReceipt: false }, 200, Option.none())
  )

const lastOf = (cardId: CardId) =>
  Effect.flatMap(paymentsOf(cardId), ([last]) =>
    last === undefined ? Effect.die("no payment") : Effect.succeed(last)
  )

const move = (paymentId: CardPaymentId, kind: NewCardMovement["kind"], minor: bigint | null, final = false) =>
  recordMovement(paymentId, {
    reference: uuidV7(),
    kind,
    amount: minor === null ? null : eur(minor),
    original: null,
    final,
    occurredAt: DateTime.makeUnsafe("2026-11-23T08:00:00Z"),
    label: "Shop"
  })

const sumsOf = (id: CardBudgetId) =>
  Effect.map(budgetUse(id), ({ captured, held, left }) => [captured.minor, held.minor, left.minor])

layer(intentWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "a budget that cards share",
  (it) => {
    it.effect("is never passed by 60 payments at once over three cards, in both orders", () =>
      Effect.gen(function* () {
        const { cards, pay } = yield* companyWithCards(3)
        const { id } = yield* budgetOf(20_000n)
        for (const card of cards) yield* assign(card.id, id)
        const backwards = cards.toReversed()
        yield* inParallel(
          60,
          (index) => pay(index < 30 ? cards[index % 3] : backwards[index % 3]),
          (answers) =>
            Effect.sync(() => assert.strictEqual(answers.filter((answer) => answer !== null).length, 20))
        )
        assert.deepStrictEqual(yield* sumsOf(id), [0n, 20_000n, 0n])
        const all = yield* paymentsOf(undefined)
        const refused = all.filter(({ state }) => state === "declined")
        assert.strictEqual(refused.length, 40)
        assert.isTrue(
          refused.every(
            ({ declined, reason }) => declined?.code === "budget" && /Marketing/u.test(reason?.fr ?? "")
          )
        )
        const { cards: shares } = yield* budgetUse(id)
        assert.strictEqual(
          shares.reduce((sum, { held }) => sum + held.minor, 0n),
          20_000n
        )
      }).pipe(forCompany)
    )

    it.effect("is never passed while its cards change to another budget and back, nor is that one", () =>
      Effect.gen(function* () {
        const { cards, first, pay } = yield* companyWithCards(3)
        const [one, other] = [yield* budgetOf(8_000n), yield* budgetOf(6_000n, { name: "Voyages" })]
        for (const card of cards) yield* assign(card.id, one.id)
        yield* inParallel(
          48,
          (index) =>
            Effect.gen(function* () {
              const card = cards[index % 3] ?? first
              if (index % 4 !== 3) return yield* Effect.asVoid(pay(card))
              yield* Effect.ignore(assign(card.id, index % 8 === 3 ? other.id : one.id))
            }),
          () => Effect.void
        )
        const all = yield* paymentsOf(undefined)
        assert.isTrue(all.every(({ declined }) => declined === null || declined.code === "budget"))
        for (const { id, limit } of [one, other]) {
          const held = all
            .filter(({ budgetId }) => budgetId === id)
            .reduce((sum, payment) => sum + payment.held.minor, 0n)
          assert.isAtMost(Number(held), Number(limit.amount.minor))
          assert.deepStrictEqual(yield* sumsOf(id), [0n, held, limit.amount.minor - held])
        }
      }).pipe(forCompany)
    )

    it.effect("is held before the card, whose other budget decides when it was given one meanwhile", () =>
      Effect.gen(function* () {
        const { first, pay } = yield* companyWithCards(1)
        const [small, large] = [yield* budgetOf(100n), yield* budgetOf(5_000n)]
        yield* assign(first.id, small.id)
        const paid = yield* Effect.scoped(
          Effect.gen(function* () {
            const holder = yield* otherSession
            yield* holder`begin`
            yield* holder`select id from azals.card_budget where id = ${small.id} for update`
            const paying = yield* Effect.forkChild(pay(first))
            const onlooker = yield* otherSession
            const waits = onlooker`select 1 from pg_stat_activity
            where wait_event_type = 'Lock' and query like '%azals.card_budget%' and datname = current_database()`
            yield* Effect.repeat(waits, { until: (found) => found.length > 0 })
            yield* onlooker`begin`
            yield* onlooker`select id from azals.card where id = ${first.id} for update nowait`
            yield* onlooker`rollback`
            yield* assign(first.id, large.id)
            yield* holder`commit`
            return yield* Fiber.join(paying)
          })
        )
        assert.strictEqual(paid?.minor, 1_000n)
        assert.deepStrictEqual(yield* sumsOf(small.id), [0n, 0n, 100n])
        assert.deepStrictEqual(yield* sumsOf(large.id), [0n, 1_000n, 4_000n])
      }).pipe(forCompany)
    )

    it.effect("gets back what is released, gives what is captured beyond it, and nothing for a refund", () =>
      Effect.gen(function* () {
        const { cards, first, pay } = yield* companyWithCards(2)
        const { id } = yield* budgetOf(3_000n)
        for (const card of cards) yield* assign(card.id, id)
        yield* pay(first)
        const { id: payment } = yield* lastOf(first.id)
        yield* move(payment, "release", 400n)
        assert.deepStrictEqual(yield* sumsOf(id), [0n, 600n, 2_400n])
        yield* move(payment, "capture", 200n)
        assert.deepStrictEqual(yield* sumsOf(id), [200n, 400n, 2_400n])
        yield* move(payment, "capture", 900n, true)
        assert.deepStrictEqual(yield* sumsOf(id), [1_100n, 0n, 1_900n])
        yield* move(payment, "refund", 500n)
        assert.deepStrictEqual(yield* sumsOf(id), [1_100n, 0n, 1_900n])
        const past = DateTime.makeUnsafe("2026-01-01T00:00:00Z")
        yield* pay(cards[1], { expiresAt: past })
        const { id: lapsed } = yield* lastOf(cards[1]?.id ?? first.id)
        assert.deepStrictEqual(yield* sumsOf(id), [1_100n, 0n, 1_900n])
        yield* move(lapsed, "capture", 1_500n)
        assert.deepStrictEqual(yield* sumsOf(id), [2_600n, 0n, 400n])
        assert.isNull(yield* pay(first))
        assert.strictEqual((yield* pay(first, { amount: eur(400n) }))?.minor, 400n)
        assert.strictEqual((yield* lastOf(first.id)).budgetId, id)
        yield* move((yield* lastOf(first.id)).id, "capture", 900n, true)
        assert.deepStrictEqual(yield* sumsOf(id), [3_500n, 0n, 0n])
      }).pipe(forCompany)
    )

    it.effect("keeps what was spent when a card leaves it and when its span becomes another", () =>
      Effect.gen(function* () {
        const { first, pay } = yield* companyWithCards(1)
        const [one, other] = [yield* budgetOf(2_000n), yield* budgetOf(2_000n, { name: "Voyages" })]
        yield* assign(first.id, one.id)
        yield* pay(first)
        const { id: before } = yield* lastOf(first.id)
        yield* assign(first.id, other.id)
        assert.strictEqual((yield* pay(first))?.minor, 1_000n)
        yield* move(before, "capture", 1_200n, true)
        assert.deepStrictEqual(
          [yield* sumsOf(one.id), yield* sumsOf(other.id)],
          [
            [1_200n, 0n, 800n],
            [0n, 1_000n, 1_000n]
          ]
        )
        const [share] = (yield* budgetUse(one.id)).cards
        assert.deepInclude(share, { cardId: first.id, assigned: false })
        const daily = yield* changeBudget(one.id, one.version, {
          limit: { amount: eur(1_500n), period: "day", window: "rolling", resetDay: null }
        })
        assert.deepStrictEqual(yield* sumsOf(one.id), [1_200n, 0n, 300n])
        yield* assign(first.id, one.id)
        assert.isNull(yield* pay(first))
        yield* assign(first.id, null)
        assert.strictEqual((yield* pay(first))?.minor, 1_000n)
        assert.strictEqual(
          yield* Effect.map(Effect.flip(changeBudget(one.id, one.version, {})), ({ _tag }) => _tag),
          "VersionConflict"
        )
        assert.strictEqual(daily.version, one.version + 1)
      }).pipe(forCompany)
    )

    it.effect("that does not renew refuses after its span until it is renewed; archived, for good", () =>
      Effect.gen(function* () {
        const { first, pay } = yield* companyWithCards(1)
        const { id, version } = yield* budgetOf(5_000n, {
          renews: false,
          limit: { amount: eur(5_000n), period: "week", window: "rolling", resetDay: null }
        })
        yield* assign(first.id, id)
        assert.strictEqual((yield* pay(first))?.minor, 1_000n)
        const { statements } = yield* TenantSql
        yield* statements(
          ({ sql, tenantId }) =>
            sql`update azals.card_budget set started_at = now() - interval '7 days' where tenant_id = ${tenantId} and id = ${id}`
        )
        assert.isNull(yield* pay(first))
        assert.strictEqual((yield* lastOf(first.id)).declined?.code, "budget-ended")
        const renewed = yield* renewBudget(id, version)
        assert.strictEqual((yield* pay(first))?.minor, 1_000n)
        assert.deepStrictEqual(yield* sumsOf(id), [0n, 1_000n, 4_000n])
        const archived = yield* archiveBudget(id, renewed.version)
        assert.isNull(yield* pay(first))
        assert.strictEqual((yield* lastOf(first.id)).declined?.code, "budget-archived")
        const tag = <E extends { readonly _tag: string }, A, R>(work: Effect.Effect<A, E, R>) =>
          Effect.map(Effect.flip(work), ({ _tag }) => _tag)
        assert.strictEqual(yield* tag(assign(first.id, id)), "BudgetArchived")
        assert.strictEqual(yield* tag(renewBudget(id, archived.version)), "BudgetArchived")
        const itself = yield* budgetOf(1_000n)
        assert.strictEqual(yield* tag(renewBudget(itself.id, itself.version)), "BudgetRenewsItself")
      }).pipe(forCompany)
    )
  }
)
