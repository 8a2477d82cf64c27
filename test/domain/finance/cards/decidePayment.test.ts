import { assert, describe, it } from "@effect/vitest"
import { DateTime, Result } from "effect"
import {
  type CardBudget,
  type CardLimit,
  cardStep,
  CardState,
  cardTransitions,
  type DecisionFacts,
  decidePayment,
  declinedText,
  CardId,
  CardPaymentId,
  issuerState,
  moved,
  openRules,
  type PaymentRequest,
  windowStart
} from "../../../../domain/finance/cards/model/index.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"

const at = DateTime.makeUnsafe
const eur = (minor: bigint) => money(minor, EUR)

const monthly = (minor: bigint, resetDay: number | null = null): CardLimit => ({
  amount: eur(minor),
  period: "month",
  window: "calendar",
  resetDay
})

const request = (part: Partial<PaymentRequest> = {}): PaymentRequest => ({
  transactionReference: "t-1",
  orderReference: null,
  cardReference: "c-1",
  amount: eur(1_000n),
  original: null,
  channel: "online",
  direction: "debit",
  merchant: { id: "M-1", name: "Shop", city: "Lyon", country: "FRA", category: "5812" },
  partialAllowed: false,
  expiresAt: null,
  ...part
})

const facts = (
  card: Partial<DecisionFacts["card"]> = {},
  part: Partial<Omit<DecisionFacts, "card">> = {}
): DecisionFacts => ({
  card: {
    state: "active",
    kind: "virtual",
    limits: [monthly(10_000n)],
    rules: openRules,
    zone: "Europe/Paris",
    blockAfterMissing: null,
    ...card
  },
  now: at("2026-11-23T10:00:00Z"),
  spent: new Map(),
  payments: 0,
  missingReceipts: 0,
  budget: null,
  ...part
})

const shared = (spent: bigint, part: Partial<CardBudget> = {}): DecisionFacts["budget"] => ({
  spent,
  budget: {
    name: "Marketing",
    limit: monthly(20_000n),
    zone: "Europe/Paris",
    renews: true,
    state: "active",
    startedAt: at("2026-10-05T08:00:00Z"),
    ...part
  }
})

const codeOf = (decision: ReturnType<typeof decidePayment>) =>
  Result.isFailure(decision) ? decision.failure.code : decision.success.minor

const merchant = (part: Partial<PaymentRequest["merchant"]>) => ({
  merchant: { ...request().merchant, ...part }
})

describe("a payment by card", () => {
  const cases: ReadonlyArray<readonly [string, Partial<PaymentRequest>, DecisionFacts, string | bigint]> = [
    ["within its limit is approved", {}, facts(), 1_000n],
    ["over it is refused", { amount: eur(10_001n) }, facts(), "limit"],
    ["over what is left is refused", {}, facts({}, { spent: new Map([["month", 9_001n]]) }), "limit"],
    ["of exactly what is left passes", {}, facts({}, { spent: new Map([["month", 9_000n]]) }), 1_000n],
    [
      "is approved in part where the network allows it",
      { partialAllowed: true },
      facts({}, { spent: new Map([["month", 9_400n]]) }),
      600n
    ],
    [
      "is not approved for a part of nothing",
      { partialAllowed: true },
      facts({}, { spent: new Map([["month", 12_000n]]) }),
      "limit"
    ],
    ["over what its budget has left is refused", {}, facts({}, { budget: shared(19_001n) }), "budget"],
    ["of exactly what its budget has left passes", {}, facts({}, { budget: shared(19_000n) }), 1_000n],
    [
      "is approved for what the tighter of limit and budget has left",
      { partialAllowed: true },
      facts({}, { spent: new Map([["month", 9_400n]]), budget: shared(19_700n) }),
      300n
    ],
    [
      "of a budget that ended is refused",
      {},
      facts({}, { budget: shared(0n, { renews: false }) }),
      "budget-ended"
    ],
    [
      "of a budget of one span passes within it",
      {},
      facts({}, { budget: shared(0n, { renews: false, startedAt: at("2026-11-05T08:00:00Z") }) }),
      1_000n
    ],
    [
      "of an archived budget is refused",
      {},
      facts({}, { budget: shared(0n, { state: "archived" }) }),
      "budget-archived"
    ],
    [
      "back to a card of an archived budget passes",
      { direction: "credit" },
      facts({}, { budget: shared(0n, { state: "archived" }) }),
      0n
    ],
    ["without an amount is refused", { amount: null }, facts(), "fact-missing"],
    [
      "in another currency of the account is refused",
      { amount: money(1n, CurrencyCode.make("USD")) },
      facts(),
      "currency"
    ],
    ["with a frozen card is refused", {}, facts({ state: "frozen" }), "frozen"],
    ["with an expired card is refused", {}, facts({ state: "expired" }), "expired"],
    ["with a card under way is refused", {}, facts({ state: "processing" }), "card-not-active"],
    [
      "a second time with a single-use card is refused",
      {},
      facts({ kind: "single-use" }, { payments: 1 }),
      "used"
    ],
    [
      "with too many receipts missing is refused",
      {},
      facts({ blockAfterMissing: 2 }, { missingReceipts: 2 }),
      "receipts-missing"
    ],
    ["of money to the card holds nothing", { direction: "credit", amount: eur(99_999n) }, facts(), 0n],
    ["that only checks the card holds nothing", { direction: "check", amount: null }, facts(), 0n],
    ["as a withdrawal is refused where these are off", { channel: "withdrawal" }, facts(), "withdrawal"],
    ["whose channel nobody names is refused where one is off", { channel: null }, facts(), "fact-missing"],
    [
      "in store is refused where that is off",
      { channel: "in-store" },
      facts({ rules: { ...openRules, inStore: false } }),
      "in-store"
    ],
    [
      "abroad is refused where that is off",
      merchant({ country: "DEU" }),
      facts({ rules: { ...openRules, abroad: false } }),
      "abroad"
    ],
    [
      "in La Réunion is not abroad",
      merchant({ country: "REU" }),
      facts({ rules: { ...openRules, abroad: false } }),
      1_000n
    ],
    [
      "in no known country is refused where that counts",
      merchant({ country: null }),
      facts({ rules: { ...openRules, abroad: false } }),
      "fact-missing"
    ],
    [
      "in dollars is refused where these are off",
      { original: money(1_100n, CurrencyCode.make("USD")) },
      facts({ rules: { ...openRules, otherCurrencies: false } }),
      "currency"
    ],
    [
      "in a category that is not allowed is refused",
      {},
      facts({ rules: { ...openRules, categories: { mode: "except", values: ["5812"] } } }),
      "category"
    ],
    [
      "at another merchant is refused",
      {},
      facts({ rules: { ...openRules, merchants: { mode: "only", values: ["M-2"] } } }),
      "merchant"
    ],
    [
      "on a Monday is refused for weekends",
      {},
      facts({ rules: { ...openRules, weekdays: [6, 7] } }),
      "weekday"
    ],
    [
      "at 11 in Paris is refused until 11",
      {},
      facts({ rules: { ...openRules, hours: { from: 7, to: 11 } } }),
      "hours"
    ]
  ]
  for (const [name, asked, given, expected] of cases) {
    it(`a payment ${name}`, () => assert.strictEqual(codeOf(decidePayment(request(asked), given)), expected))
  }

  it("tells in both languages what is left", () => {
    const refused = decidePayment(request(), facts({}, { spent: new Map([["month", 9_500n]]) }))
    assert.isTrue(Result.isFailure(refused))
    if (Result.isFailure(refused)) {
      assert.deepStrictEqual(declinedText(refused.failure), {
        fr: "La limite de 100.00 EUR par mois serait dépassée : il reste 5.00 EUR.",
        en: "The limit of 100.00 EUR a month would be exceeded: 5.00 EUR is left."
      })
    }
  })
})

describe("a limit's span", () => {
  const since = (limit: CardLimit, now: string, zone = "Europe/Paris") => {
    const start = windowStart(limit, at(now), zone)
    return start === null ? null : DateTime.formatIso(start)
  }
  const of = (part: Partial<CardLimit>): CardLimit => ({ ...monthly(1n), ...part })

  it("starts at midnight of the site, on both days of the clock change too", () => {
    const day = of({ period: "day" })
    assert.strictEqual(since(day, "2026-03-29T12:00:00Z"), "2026-03-28T23:00:00.000Z")
    assert.strictEqual(since(day, "2026-10-25T12:00:00Z"), "2026-10-24T22:00:00.000Z")
    assert.strictEqual(since(day, "2026-01-01T02:00:00Z", "America/Martinique"), "2025-12-31T04:00:00.000Z")
  })

  it("of a week starts on its day, of a month on its day or its last", () => {
    const week = of({ period: "week", resetDay: 3 })
    assert.strictEqual(since(week, "2026-11-24T12:00:00Z"), "2026-11-17T23:00:00.000Z")
    assert.strictEqual(since(week, "2026-11-25T12:00:00Z"), "2026-11-24T23:00:00.000Z")
    assert.strictEqual(since(monthly(1n, 31), "2026-02-28T12:00:00Z"), "2026-02-27T23:00:00.000Z")
    assert.strictEqual(since(monthly(1n, 31), "2028-02-29T12:00:00Z"), "2028-02-28T23:00:00.000Z")
    assert.strictEqual(since(monthly(1n, 15), "2026-01-14T12:00:00Z"), "2025-12-14T23:00:00.000Z")
  })

  it("rolls back from now where it is rolling, and has no start for one payment or for ever", () => {
    assert.strictEqual(since(of({ window: "rolling" }), "2026-11-23T10:00:00Z"), "2026-10-24T10:00:00.000Z")
    assert.isNull(since(of({ period: "always" }), "2026-11-23T10:00:00Z"))
    assert.isNull(since(of({ period: "transaction" }), "2026-11-23T10:00:00Z"))
  })
})

describe("a card", () => {
  it("takes each step of its table and no other", () => {
    const id = CardId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20")
    for (const from of CardState.literals) {
      for (const to of CardState.literals) {
        const step = cardStep({ id, state: from }, to)
        assert.strictEqual(Result.isSuccess(step), cardTransitions[from].includes(to), `${from} to ${to}`)
      }
    }
  })

  it("keeps our freeze and its end, whatever the issuer says", () => {
    assert.strictEqual(issuerState("frozen", { is: "active", word: "Enabled" }), "frozen")
    assert.strictEqual(issuerState("cancelled", { is: "active", word: "Enabled" }), "cancelled")
    assert.strictEqual(
      issuerState("requested", { is: "consent-needed", word: "ConsentPending" }),
      "consent_pending"
    )
    assert.strictEqual(issuerState("active", { is: "other", word: "Suspended" }), "active")
  })
})

describe("a held payment", () => {
  const held = {
    id: CardPaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a30"),
    state: "held" as const,
    held: eur(1_000n),
    captured: eur(0n),
    refunded: eur(0n)
  }
  const after = (
    part: object,
    kind: "capture" | "refund" | "release",
    amount: bigint | null,
    final = false
  ) =>
    Result.getOrNull(
      moved({ ...held, ...part }, { kind, amount: amount === null ? null : eur(amount), final })
    )

  it("is captured in part, in several parts, for more than was held", () => {
    assert.deepStrictEqual(after({}, "capture", 400n), {
      amount: 400n,
      held: 600n,
      captured: 400n,
      refunded: 0n
    })
    assert.deepStrictEqual(after({}, "capture", 400n, true), {
      amount: 400n,
      held: 0n,
      captured: 400n,
      refunded: 0n
    })
    assert.deepStrictEqual(after({}, "capture", 1_200n), {
      amount: 1_200n,
      held: 0n,
      captured: 1_200n,
      refunded: 0n
    })
  })

  it("is released in part or whole, never more than is held", () => {
    assert.deepStrictEqual(after({}, "release", 300n), {
      amount: 300n,
      held: 700n,
      captured: 0n,
      refunded: 0n
    })
    assert.deepStrictEqual(after({}, "release", null), {
      amount: 1_000n,
      held: 0n,
      captured: 0n,
      refunded: 0n
    })
    assert.isNull(after({}, "release", 1_001n))
    assert.isNull(after({ held: eur(0n) }, "release", null))
  })

  it("is refunded for what was captured at most", () => {
    const captured = { held: eur(0n), captured: eur(1_000n) }
    assert.deepStrictEqual(after(captured, "refund", 1_000n), {
      amount: 1_000n,
      held: 0n,
      captured: 1_000n,
      refunded: 1_000n
    })
    assert.isNull(after({ ...captured, refunded: eur(1n) }, "refund", 1_000n))
  })
})
