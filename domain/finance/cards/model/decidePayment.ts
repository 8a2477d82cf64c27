import { DateTime, Result } from "effect"
import { EUR, type Money, money } from "../../../shared/Money.ts"
import type { Card } from "./Card.ts"
import { budgetEnded, type CardBudget } from "./CardBudget.ts"
import { type CardLimit, isoWeekday } from "./CardLimit.ts"
import type { CardRules } from "./CardRules.ts"
import { type DeclineCode, type Declined, declined } from "./Declined.ts"
import type { PaymentRequest } from "./PaymentRequest.ts"

/** What the decision looks at, besides the request. `spent` is in minor units of EUR, by period of the card's limits. */
export interface DecisionFacts {
  readonly card: Pick<Card, "blockAfterMissing" | "kind" | "limits" | "rules" | "state" | "zone">
  readonly now: DateTime.Utc
  readonly spent: ReadonlyMap<CardLimit["period"], bigint>
  /** Payments of the card that stand, held or captured. */
  readonly payments: number
  readonly missingReceipts: number
  /** The budget that the card takes from, if any, and what all of its cards have taken of it. */
  readonly budget: BudgetFacts | null
}

interface BudgetFacts {
  readonly budget: Pick<CardBudget, "limit" | "name" | "renews" | "startedAt" | "state" | "zone">
  readonly spent: bigint
}

/**
 * Whether a payment may be made, and how much of it. The answer is the amount to hold: less than was asked for only
 * when the network allows a part. Money to the card, and a check of the card, hold nothing and pass no limit.
 */
export const decidePayment = (
  request: PaymentRequest,
  facts: DecisionFacts
): Result.Result<Money, Declined> =>
  Result.gen(function* () {
    yield* usable(facts)
    if (request.direction === "credit") return money(0n, EUR)
    yield* ruled(request, facts)
    if (request.direction === "check") return money(0n, EUR)
    const { amount } = request
    if (amount === null || amount.minor < 0n) return yield* refuse("fact-missing", "amount")
    if (amount.currency !== EUR) return yield* refuse("currency", amount.currency)
    return yield* within(amount, request.partialAllowed, facts)
  })

const refuse = (code: DeclineCode, fact: string | null = null) => Result.fail(declined(code, fact))

const usable = ({
  card: { blockAfterMissing, kind, state },
  missingReceipts,
  payments
}: DecisionFacts): Result.Result<void, Declined> => {
  if (state === "frozen" || state === "expired") return refuse(state)
  if (state !== "active") return refuse("card-not-active", state)
  if (kind === "single-use" && payments > 0) return refuse("used")
  if (blockAfterMissing !== null && missingReceipts >= blockAfterMissing) {
    return refuse("receipts-missing", String(missingReceipts))
  }
  return Result.void
}

const ruled = (request: PaymentRequest, { card: { rules, zone }, now }: DecisionFacts) =>
  Result.gen(function* () {
    yield* inChannel(request.channel, rules)
    yield* inPlace(request, rules)
    yield* listed("category", request.merchant.category, rules.categories)
    yield* listed("merchant", request.merchant.id, rules.merchants)
    yield* inTime(rules, now, zone)
  })

/** A channel that the network does not name is allowed where every channel that it may be is. */
const inChannel = (channel: PaymentRequest["channel"], rules: CardRules): Result.Result<void, Declined> => {
  if (channel === "withdrawal") return rules.withdrawal ? Result.void : refuse("withdrawal")
  if (channel === "online") return rules.online ? Result.void : refuse("online")
  if (channel === "in-store") return rules.inStore ? Result.void : refuse("in-store")
  if (channel === "other")
    return rules.online && rules.inStore ? Result.void : refuse("fact-missing", "channel")
  return rules.online && rules.inStore && rules.withdrawal ? Result.void : refuse("fact-missing", "channel")
}

/** France and what is France overseas (ISO 3166-1 alpha-3). */
const home = new Set([
  "FRA",
  "GLP",
  "MTQ",
  "GUF",
  "REU",
  "MYT",
  "BLM",
  "MAF",
  "SPM",
  "WLF",
  "PYF",
  "NCL",
  "ATF"
])

const inPlace = (
  { merchant: { country }, original }: PaymentRequest,
  rules: CardRules
): Result.Result<void, Declined> => {
  if (!rules.abroad) {
    if (country === null) return refuse("fact-missing", "country")
    if (!home.has(country)) return refuse("abroad", country)
  }
  if (!rules.otherCurrencies) {
    if (original === null) return refuse("fact-missing", "currency")
    if (original.currency !== EUR) return refuse("currency", original.currency)
  }
  return listed("country", country, rules.countries)
}

const listed = (
  fact: "category" | "country" | "merchant",
  value: string | null,
  list: CardRules["categories"]
): Result.Result<void, Declined> => {
  if (list === null) return Result.void
  if (value === null) return refuse("fact-missing", fact)
  return list.values.includes(value) === (list.mode === "only") ? Result.void : refuse(fact, value)
}

const inTime = (
  { hours, weekdays }: CardRules,
  now: DateTime.Utc,
  zone: string
): Result.Result<void, Declined> => {
  const { hour, weekDay } = DateTime.toParts(DateTime.setZoneNamedUnsafe(now, zone))
  const day = isoWeekday(weekDay)
  if (weekdays !== null && !weekdays.includes(day)) return refuse("weekday", String(day))
  if (hours !== null && (hour < hours.from || hour >= hours.to)) return refuse("hours", String(hour))
  return Result.void
}

const within = (
  amount: Money,
  partialAllowed: boolean,
  facts: DecisionFacts
): Result.Result<Money, Declined> => {
  const { budget, card, now, spent } = facts
  if (budget !== null && budget.budget.state === "archived")
    return refuse("budget-archived", budget.budget.name)
  if (budget !== null && budgetEnded(budget.budget, now)) return refuse("budget-ended", budget.budget.name)
  const rooms = [
    ...card.limits.map((limit) => roomOf("limit", null, limit, spent.get(limit.period) ?? 0n)),
    ...(budget === null ? [] : [roomOf("budget", budget.budget.name, budget.budget.limit, budget.spent)])
  ]
  const tightest = rooms.reduce<Room | undefined>(
    (least, room) => (least === undefined || room.left < least.left ? room : least),
    undefined
  )
  if (tightest === undefined || amount.minor <= tightest.left) return Result.succeed(amount)
  if (partialAllowed && tightest.left > 0n) return Result.succeed(money(tightest.left, EUR))
  return Result.fail({
    code: tightest.code,
    fact: tightest.fact,
    period: tightest.limit.period,
    limit: tightest.limit.amount,
    left: money(tightest.left, EUR)
  })
}

type Room = ReturnType<typeof roomOf>

const roomOf = (code: "budget" | "limit", fact: string | null, limit: CardLimit, spent: bigint) => ({
  code,
  fact,
  limit,
  left: atLeastZero(limit.amount.minor - spent)
})

const atLeastZero = (minor: bigint) => (minor < 0n ? 0n : minor)
