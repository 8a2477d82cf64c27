import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { EUR, Money, money } from "../../../shared/Money.ts"
import { Label } from "../../../shared/Text.ts"
import { MemberId } from "../../../platform/identity/model/index.ts"
import { CardId } from "./Card.ts"
import { CardBudgetId } from "./CardBudgetId.ts"
import { CardLimit, windowEnd, windowStart } from "./CardLimit.ts"
import { ZoneName } from "./ZoneName.ts"

const BudgetLimit = CardLimit.check(
  Schema.makeFilter(({ period }) => period !== "transaction" || "a budget is for a span of time")
).annotate({
  identifier: "CardBudgetLimit",
  examples: [{ amount: money(200_000n, EUR), period: "month", window: "calendar", resetDay: 1 }]
})

const policy = {
  name: Label.annotate({ examples: ["Marketing"] }),
  ownerId: Schema.NullOr(MemberId).annotate({
    description: "The member who answers for it",
    examples: [null]
  }),
  limit: BudgetLimit,
  zone: ZoneName,
  renews: Schema.Boolean.annotate({
    description:
      "Whether each span gives the amount anew. If not, the first span is the only one until a person renews it. A budget " +
      "of `always` never ends, and starts anew by a person only",
    examples: [true]
  })
}

/** What several cards may spend together. */
export const NewCardBudget = Schema.Struct(policy).annotate({
  identifier: "NewCardBudget",
  examples: [
    {
      name: "Marketing",
      ownerId: null,
      limit: { amount: money(200_000n, EUR), period: "month", window: "calendar", resetDay: 1 },
      zone: "Europe/Paris",
      renews: true
    }
  ]
})
export type NewCardBudget = typeof NewCardBudget.Type

/** What changes of a budget. What was spent stays spent, also when the span becomes another. */
export const CardBudgetChange = Schema.Struct({
  name: Schema.optionalKey(policy.name),
  ownerId: Schema.optionalKey(policy.ownerId),
  limit: Schema.optionalKey(policy.limit),
  zone: Schema.optionalKey(policy.zone),
  renews: Schema.optionalKey(policy.renews)
}).annotate({ identifier: "CardBudgetChange", examples: [{ name: "Marketing", renews: false }] })
export type CardBudgetChange = typeof CardBudgetChange.Type

export const CardBudgetState = Schema.Literals(["active", "archived"])
export type CardBudgetState = typeof CardBudgetState.Type

/** A budget that cards share. `startedAt`: since when the one span of a budget counts that does not renew by itself. */
export const CardBudget = Schema.Struct({
  id: CardBudgetId,
  ...policy,
  state: CardBudgetState,
  startedAt: Instant,
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "CardBudget",
  examples: [
    {
      id: CardBudgetId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a81"),
      name: "Marketing",
      ownerId: null,
      limit: { amount: money(200_000n, EUR), period: "month", window: "calendar", resetDay: 1 },
      zone: "Europe/Paris",
      renews: true,
      state: "active",
      startedAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 1
    }
  ]
})
export type CardBudget = typeof CardBudget.Type

/** What one card has taken of a budget in its span. `assigned`: whether it takes from it still. */
const CardShare = Schema.Struct({
  cardId: CardId,
  name: Schema.String.annotate({ examples: ["Abonnements"] }),
  assigned: Schema.Boolean,
  captured: Money,
  held: Money
}).annotate({ identifier: "CardBudgetShare" })
export type CardShare = typeof CardShare.Type

/** A budget with what its cards have taken of it in the span that runs: captured for good, or held and not yet lapsed. */
export const CardBudgetUse = Schema.Struct({
  ...CardBudget.fields,
  since: Schema.NullOr(Instant).annotate({ description: "Since when payments count" }),
  until: Schema.NullOr(Instant).annotate({
    description: "When the span ends; null: it has no end of its own"
  }),
  captured: Money,
  held: Money,
  left: Money,
  cards: Schema.Array(CardShare)
}).annotate({
  identifier: "CardBudgetUse",
  examples: [
    {
      id: CardBudgetId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a81"),
      name: "Marketing",
      ownerId: null,
      limit: { amount: money(200_000n, EUR), period: "month", window: "calendar", resetDay: 1 },
      zone: "Europe/Paris",
      renews: true,
      state: "active",
      startedAt: DateTime.makeUnsafe("2026-10-22T14:05:00Z"),
      createdAt: DateTime.makeUnsafe("2026-10-22T14:05:00Z"),
      version: 1,
      since: DateTime.makeUnsafe("2026-10-31T23:00:00Z"),
      until: DateTime.makeUnsafe("2026-11-30T23:00:00Z"),
      captured: money(30_000n, EUR),
      held: money(4_990n, EUR),
      left: money(165_010n, EUR),
      cards: [
        {
          cardId: CardId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a20"),
          name: "Abonnements",
          assigned: true,
          captured: money(30_000n, EUR),
          held: money(4_990n, EUR)
        }
      ]
    }
  ]
})
export type CardBudgetUse = typeof CardBudgetUse.Type

/** The budget that a card takes from, or none. */
export const CardBudgetAssignment = Schema.Struct({ budgetId: Schema.NullOr(CardBudgetId) }).annotate({
  identifier: "CardBudgetAssignment",
  examples: [{ budgetId: CardBudgetId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a81") }]
})

type Spanned = Pick<CardBudget, "limit" | "renews" | "startedAt" | "zone">

/** Whether a span follows the other without anybody's doing. */
export const renewsItself = ({ limit, renews }: Pick<Spanned, "limit" | "renews">) =>
  renews && limit.period !== "always"

/**
 * The span of a budget that counts at that moment: from, and until when. Without renewal it is the one that began when a
 * person last started it, over or not.
 */
export const budgetSpan = (
  budget: Spanned,
  now: DateTime.Utc
): { readonly since: DateTime.Utc | null; readonly until: DateTime.Utc | null } => {
  const { limit, startedAt, zone } = budget
  if (!renewsItself(budget)) return { since: startedAt, until: windowEnd(limit, startedAt, zone) }
  return {
    since: windowStart(limit, now, zone),
    until: limit.window === "rolling" ? null : windowEnd(limit, now, zone)
  }
}

/** Whether nothing more can be spent of it, whatever is left. */
export const budgetEnded = (budget: Spanned, now: DateTime.Utc) => {
  const { until } = budgetSpan(budget, now)
  return !renewsItself(budget) && until !== null && DateTime.isGreaterThanOrEqualTo(now, until)
}
