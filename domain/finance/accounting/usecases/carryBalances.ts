import { Effect, Option } from "effect"
import { Closings } from "../../../../ports/finance/Closings.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import type { Money } from "../../../shared/Money.ts"
import { Ids } from "../../../shared/Uuid.ts"
import {
  carryForward,
  type ClosedYear,
  type ClosingFacts,
  EntryId,
  type FiscalYear,
  type FiscalYearId
} from "../model/index.ts"

/** The last step of a closing: the next year opens with the balances and the result of the closed one. */
export const carryYear = Effect.fnUntraced(function* (
  facts: ClosingFacts,
  fiscalYear: FiscalYear,
  result: Money
) {
  const events = yield* Events
  const openingEntry = yield* carryBalances(facts, result)
  yield* events.publish({
    type: "accounting.fiscal_year.closed",
    entityId: fiscalYear.id,
    payload: { ends: fiscalYear.ends, result: result.minor.toString() }
  })
  return { fiscalYear, result, openingEntry } satisfies ClosedYear
})

/** The source of the entry that a closing makes. */
export const closingSource = (year: FiscalYearId): string => `accounting.fiscal_year.closed:${year}`

/**
 * Opens the next year with the balances of the closed one. The entry goes in whatever the lock of its period: it moves
 * nothing, and a company locks January long before the accounts of December are closed.
 */
const carryBalances = Effect.fn("accounting.carryBalances")(function* (
  { next, openingJournal, year }: ClosingFacts,
  result: Money
) {
  const closings = yield* Closings
  const ledger = yield* Ledger
  const events = yield* Events
  const ids = yield* Ids
  if (next === null || openingJournal === null) return yield* Effect.die("a year that is ready has both")
  const entry = carryForward(
    yield* closings.balances(year.id),
    result.minor,
    { closes: year.ends, opens: next.starts },
    { journal: openingJournal, currency: result.currency }
  )
  if (entry === undefined) return null
  const { journalId, period } = yield* Effect.orDie(ledger.contextFor(entry))
  if (period === undefined) return yield* Effect.die("a fiscal year has periods")
  const posted = yield* Effect.orDie(
    ledger.append(entry, {
      id: EntryId.make(yield* ids.next),
      journalId,
      period,
      sourceEvent: Option.some(closingSource(year.id)),
      postponedFrom: Option.none(),
      reversalOf: Option.none()
    })
  )
  yield* closings.carried(year.id, posted.id)
  const { date, id, journal, lines, number } = posted
  yield* events.publish({
    type: "accounting.entry.posted",
    entityId: id,
    payload: { journal, number, date }
  })
  return { id, journal, number, date, lines: lines.length }
})
