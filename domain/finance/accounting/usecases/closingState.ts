import { Effect, Option } from "effect"
import { Closings } from "../../../../ports/finance/Closings.ts"
import { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { money } from "../../../shared/Money.ts"
import { blockersOf, type ClosingState, type FiscalYearId } from "../model/index.ts"
import { walkToEnd } from "./walkChains.ts"

/** What stands between a fiscal year and its closing, and the result that it shows by now. */
export const closingState = Effect.fn("accounting.closingState")(function* (id: FiscalYearId) {
  const { currency } = yield* Effect.flatMap(Tenants, ({ current }) => current)
  const { facts } = yield* Closings
  const { heads, invariants } = yield* LedgerControls
  const found = yield* facts(id)
  const blockers = blockersOf(
    found,
    yield* invariants(Option.some(found.year.ends)),
    (yield* walkToEnd(yield* heads({ year: id }))).chains
  )
  return {
    fiscalYear: found.year,
    ready: blockers.length === 0 && found.year.state === "open",
    result: money(-found.resultBalance, currency),
    blockers
  } satisfies ClosingState
})
