import { Schema } from "effect"
import { addDays, LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode, EUR, money, MoneySum } from "../../../../shared/Money.ts"

/**
 * Where money that comes or goes is known from. `booked`: by the bank, with a value date still to come. `pending`: announced
 * by the bank. The others are expected: `transfer` on its way, `batch` approved or sent, `due` item, `payable` and
 * `receivable` of the books, `contract` of the register, `forward` exchange contracts and `loan` instalments.
 */
export const FlowKind = Schema.Literals([
  "booked",
  "pending",
  "transfer",
  "batch",
  "due",
  "payable",
  "receivable",
  "contract",
  "forward",
  "loan"
])
export type FlowKind = typeof FlowKind.Type

/** Money that comes (above zero) or goes on a day. */
export interface Flow {
  readonly day: LocalDate
  readonly kind: FlowKind
  readonly minor: bigint
  readonly currency: CurrencyCode
}

const Rung = Schema.Struct({
  day: LocalDate,
  flows: Schema.Array(Schema.Struct({ kind: FlowKind, amount: MoneySum })),
  overdue: MoneySum.annotate({ description: "Of the flows, what was due before the first day" }),
  closing: MoneySum
}).annotate({ identifier: "LadderDay" })

/** The bank money of one currency by value date, day after day: days on which nothing moves are left out. */
export const ValueDateLadder = Schema.Struct({
  currency: CurrencyCode,
  from: LocalDate,
  to: LocalDate,
  opening: MoneySum.annotate({ description: "Booked and of value on the first day" }),
  days: Schema.Array(Rung),
  closing: MoneySum,
  lowest: Schema.Struct({ day: LocalDate, balance: MoneySum })
}).annotate({
  identifier: "ValueDateLadder",
  examples: [
    {
      currency: EUR,
      from: LocalDate.make("2026-11-23"),
      to: LocalDate.make("2026-12-23"),
      opening: money(1_000_000n, EUR),
      days: [
        {
          day: LocalDate.make("2026-12-15"),
          flows: [{ kind: "batch", amount: money(-120_000n, EUR) }],
          overdue: money(0n, EUR),
          closing: money(880_000n, EUR)
        }
      ],
      closing: money(880_000n, EUR),
      lowest: { day: LocalDate.make("2026-12-15"), balance: money(880_000n, EUR) }
    }
  ]
})
export type ValueDateLadder = typeof ValueDateLadder.Type

/** How many days a ladder goes ahead at most. */
export const longestLadder = 366

/**
 * The ladder of one currency. `booked` is what banks have booked: what of it has a value date to come is taken off the
 * opening and comes on its day. What was due before the first day comes on it.
 */
export const ladderOf = (
  currency: CurrencyCode,
  booked: bigint,
  flows: ReadonlyArray<Flow>,
  from: LocalDate,
  days: number
): ValueDateLadder => {
  const to = addDays(from, days)
  const own = flows.filter((flow) => flow.currency === currency && flow.day <= to)
  const ahead = flows.filter(({ currency: of, kind }) => of === currency && kind === "booked")
  const opening = booked - sum(ahead)
  const byDay = Map.groupBy(own, ({ day }) => (day < from ? from : day))
  const state = { balance: opening, lowest: { day: from, balance: opening } }
  const rungs = [...byDay.keys()].toSorted().map((day) => {
    const moving = byDay.get(day) ?? []
    state.balance += sum(moving)
    if (state.balance < state.lowest.balance) state.lowest = { day, balance: state.balance }
    return {
      day,
      flows: [...Map.groupBy(moving, ({ kind }) => kind)].map(([kind, of]) => ({
        kind,
        amount: money(sum(of), currency)
      })),
      overdue: money(sum(moving.filter((flow) => flow.day < from)), currency),
      closing: money(state.balance, currency)
    }
  })
  return {
    currency,
    from,
    to,
    opening: money(opening, currency),
    days: rungs,
    closing: money(state.balance, currency),
    lowest: { day: state.lowest.day, balance: money(state.lowest.balance, currency) }
  }
}

const sum = (flows: ReadonlyArray<Flow>) => flows.reduce((total, { minor }) => total + minor, 0n)
