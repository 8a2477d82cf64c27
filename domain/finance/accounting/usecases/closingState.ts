import { Effect, Option } from "effect"
import { Closings } from "../../../../ports/finance/Closings.ts"
import { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { money } from "../../../shared/Money.ts"
import {
  blockersOf,
  type ClosingState,
  ClosingVolume,
  type FiscalYear,
  type FiscalYearId,
  offencesOf
} from "../model/index.ts"
import { walkToEnd } from "./walkChains.ts"

/** What stands between a fiscal year and its closing, and the result that it shows by now. */
export const closingState = Effect.fn("accounting.closingState")(function* (id: FiscalYearId) {
  const { currency } = yield* Effect.flatMap(Tenants, ({ current }) => current)
  const { facts } = yield* Closings
  const found = yield* facts(id)
  const large = yield* isLargeYear(found.year)
  const blockers = large
    ? blockersOf(found, [], [])
    : blockersOf(found, yield* offences(found.year), yield* chainsOfYear(id))
  return {
    fiscalYear: found.year,
    ready: blockers.length === 0 && found.year.state === "open",
    integrity: large ? ("with-closing" as const) : ("verified" as const),
    result: money(-found.resultBalance, currency),
    blockers
  } satisfies ClosingState
})

/** Whether the integrity of a year and of those before it is more than one request can look at. */
export const isLargeYear = Effect.fnUntraced(function* ({ id, starts }: FiscalYear) {
  const { heads } = yield* LedgerControls
  const limits = yield* ClosingVolume
  const until = yield* heads({ until: starts })
  const count = (of: typeof until) => of.reduce((sum, { lastNumber }) => sum + lastNumber, 0)
  return count(until.filter((head) => head.fiscalYearId === id)) > limits.year || count(until) > limits.all
})

const offences = ({ ends }: FiscalYear) =>
  Effect.flatMap(LedgerControls, ({ invariants }) => Effect.map(invariants(Option.some(ends)), offencesOf))

const chainsOfYear = (year: FiscalYearId) =>
  Effect.gen(function* () {
    const { heads } = yield* LedgerControls
    return (yield* walkToEnd(yield* heads({ year }))).chains
  })
