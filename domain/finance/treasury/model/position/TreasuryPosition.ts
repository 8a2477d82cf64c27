import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { type CurrencyCode, EUR, type Money, money, MoneySum } from "../../../../shared/Money.ts"

/** What a line of the position is: money at banks and in tills, held back on cards, owed to lenders, or placed. */
export const PositionKind = Schema.Literals(["bank", "cash", "cards", "loan", "investment"])
export type PositionKind = typeof PositionKind.Type

/** One account, till, loan or placement, and how fresh what is said of it is: a moment or a day. */
export const PositionLine = Schema.Struct({
  kind: PositionKind,
  of: Schema.NullOr(Schema.String).annotate({
    description:
      "Id of the bank account, the account at an institution, the loan or the contract; code of the ledger account",
    examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"]
  }),
  label: Schema.String.annotate({ examples: ["Compte principal"] }),
  balance: MoneySum.annotate({ description: "Booked; below zero where the company owes it" }),
  pending: MoneySum.annotate({ description: "Announced and not booked" }),
  seenAt: Schema.NullOr(Instant).annotate({ description: "When the institution was last read" }),
  day: Schema.NullOr(LocalDate).annotate({ description: "The day that a file or the books go up to" })
}).annotate({ identifier: "TreasuryPositionLine" })
export type PositionLine = typeof PositionLine.Type

/** All the company's money and debts as they are known, each with its freshness. Nothing is asked of a bank for it. */
export const TreasuryPosition = Schema.Struct({
  at: Instant,
  lines: Schema.Array(PositionLine),
  unknown: Schema.Array(Schema.Struct({ of: Schema.String, label: Schema.String })).annotate({
    description: "Accounts of which no balance is known"
  }),
  totals: Schema.Array(Schema.Struct({ kind: PositionKind, balance: MoneySum, pending: MoneySum })).annotate({
    description: "One for each kind and currency"
  })
}).annotate({
  identifier: "TreasuryPosition",
  examples: [
    {
      at: DateTime.makeUnsafe("2026-11-23T12:05:00Z"),
      lines: [
        {
          kind: "bank",
          of: "019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21",
          label: "Compte principal",
          balance: money(1_000_000n, EUR),
          pending: money(-120_000n, EUR),
          seenAt: DateTime.makeUnsafe("2026-11-23T12:00:00Z"),
          day: null
        }
      ],
      unknown: [],
      totals: [{ kind: "bank", balance: money(1_000_000n, EUR), pending: money(-120_000n, EUR) }]
    }
  ]
})
export type TreasuryPosition = typeof TreasuryPosition.Type

/** The sums of lines by kind and currency, in the order in which they come. */
export const positionTotals = (lines: ReadonlyArray<PositionLine>): TreasuryPosition["totals"] =>
  [...Map.groupBy(lines, ({ balance, kind }) => `${kind} ${balance.currency}`).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { currency } = first.balance
    return [
      {
        kind: first.kind,
        balance: sumOf(
          group.map(({ balance }) => balance),
          currency
        ),
        pending: sumOf(
          group.map(({ pending }) => pending),
          currency
        )
      }
    ]
  })

const sumOf = (amounts: ReadonlyArray<Money>, currency: CurrencyCode) =>
  money(
    amounts.reduce((sum, { minor }) => sum + minor, 0n),
    currency
  )
