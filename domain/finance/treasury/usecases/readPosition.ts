import { DateTime, Effect } from "effect"
import { TreasuryFlows } from "../../../../ports/finance/TreasuryFlows.ts"
import { type LocalDate, addDays } from "../../../shared/LocalDate.ts"
import { money } from "../../../shared/Money.ts"
import {
  forwardFlows,
  ladderOf,
  type PositionLine,
  positionTotals,
  type TreasuryPosition
} from "../model/index.ts"
import { bankPosition } from "./bankPosition.ts"
import { debtsUpTo } from "./debtsUpTo.ts"
import { openForwards } from "./forwards/openForwards.ts"
import { today } from "../../../shared/ParisDay.ts"

/** Every account, till, card hold, loan and placement in one position, each with its freshness. */
export const readPosition = Effect.fn("treasury.position")(function* () {
  const { heldOnCards, tills } = yield* TreasuryFlows
  const at = yield* DateTime.now
  const day = yield* today
  const banks = yield* bankPosition
  const debts = yield* debtsUpTo(day, day)
  const lines: ReadonlyArray<PositionLine> = [
    ...banks.lines,
    ...(yield* tills).map(({ account, balance, day: last, label }) => ({
      kind: "cash" as const,
      of: account,
      label,
      balance,
      pending: money(0n, balance.currency),
      seenAt: null,
      day: last
    })),
    ...(yield* heldOnCards).map((held) => cardLine(held, day)),
    ...debts.lines
  ]
  return { at, lines, unknown: banks.unknown, totals: positionTotals(lines) } satisfies TreasuryPosition
})

/** The ladders of the bank money, one for each currency that a bank account has or an open forward contract moves. */
export const readLadders = Effect.fn("treasury.ladders")(function* (days: number) {
  const { flows } = yield* TreasuryFlows
  const day = yield* today
  const to = addDays(day, days)
  const { lines } = yield* bankPosition
  const forwards = (yield* openForwards()).flatMap(forwardFlows)
  const coming = [...(yield* flows(day, to)), ...(yield* debtsUpTo(day, to)).flows, ...forwards]
  const held = positionTotals(lines).map(({ balance }) => balance)
  const known = new Set(held.map(({ currency }) => currency))
  const others = new Set(forwards.map(({ currency }) => currency).filter((currency) => !known.has(currency)))
  return [...held, ...[...others].toSorted().map((currency) => money(0n, currency))].map(
    ({ currency, minor }) => ladderOf(currency, minor, coming, day, days)
  )
})

/** Already part of what the accounts hold back: shown, and in no bank balance. */
const cardLine = (held: PositionLine["balance"], day: LocalDate): PositionLine => ({
  kind: "cards",
  of: null,
  label: "Autorisations de cartes en attente",
  balance: money(0n, held.currency),
  pending: money(-held.minor, held.currency),
  seenAt: null,
  day
})
