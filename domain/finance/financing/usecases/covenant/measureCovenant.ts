import { Effect, Option } from "effect"
import { Covenants } from "../../../../../ports/finance/Covenants.ts"
import { Reports } from "../../../../../ports/finance/Reports.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { money } from "../../../../shared/Money.ts"
import type { ReportSpan } from "../../../accounting/model/index.ts"
import { reportSpan } from "../../../accounting/usecases/index.ts"
import {
  type Covenant,
  type CovenantFigures,
  type CovenantForecast,
  type CovenantId,
  covenantOutcome,
  type CovenantOutlook,
  type CovenantTerm,
  nextTestOn
} from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

type Part = CovenantFigures["parts"][number]

/** The figures of a covenant at the end of a day, as the books have them; undefined where it says no measure. */
export const figuresOn = Effect.fnUntraced(function* ({ measure }: Pick<Covenant, "measure">, on: LocalDate) {
  if (measure === null) return undefined
  const span = yield* reportSpan({ to: on }).pipe(Effect.catchTag("DatesOutsideYear", Effect.die))
  const over = yield* partsOf(span, measure.numerator, "numerator")
  const under = yield* partsOf(span, measure.denominator ?? [], "denominator")
  const sum = (parts: ReadonlyArray<Part>) =>
    money(
      parts.reduce((total, { amount }) => total + amount.minor, 0n),
      span.currency
    )
  return {
    numerator: sum(over),
    denominator: measure.denominator === null ? null : sum(under),
    parts: [...over, ...under]
  } satisfies CovenantFigures
})

const partsOf = (span: ReportSpan, terms: ReadonlyArray<CovenantTerm>, of: Part["of"]) =>
  Effect.flatMap(Reports, ({ balances }) =>
    Effect.forEach(terms, ({ accounts, side }) =>
      Effect.map(balances(span, accounts), (found) => {
        const debit = found.reduce((sum, { closing }) => sum + closing.minor, 0n)
        return { of, accounts, side, amount: money(side === "debit" ? debit : -debit, span.currency) }
      })
    )
  )

/** What a covenant would be on the books of a day; none where it says no measure, or no fiscal year holds the day. */
export const forecastOn = Effect.fnUntraced(function* (covenant: Covenant, on: LocalDate) {
  const figures = yield* Effect.option(figuresOn(covenant, on))
  return Option.flatMap(figures, Option.fromUndefinedOr).pipe(
    Option.map((found): CovenantForecast => ({ on, ...found, ...covenantOutcome(covenant, found) }))
  )
})

/** The next test of a covenant, and what it would be on the books of today. */
export const covenantOutlook = Effect.fn("credit.covenantOutlook")(function* (id: CovenantId) {
  const { covenant } = yield* Covenants
  const found = yield* covenant(id)
  const now = yield* today
  const forecast = Option.getOrNull(yield* forecastOn(found, now))
  return { nextTestOn: nextTestOn(found, now), forecast } satisfies CovenantOutlook
})
