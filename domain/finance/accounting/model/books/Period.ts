import { Result, Schema } from "effect"
import { IllegalTransition } from "../../../../shared/errors.ts"
import { addDays, daysInMonth, LocalDate } from "../../../../shared/LocalDate.ts"
import { Uuid } from "../../../../shared/Uuid.ts"

export const FiscalYearId = Uuid.pipe(Schema.brand("FiscalYearId"))
export type FiscalYearId = typeof FiscalYearId.Type

/** The dates that one set of accounts covers; usually twelve months, at most twenty-four. */
export const FiscalYear = Schema.Struct({
  id: FiscalYearId,
  starts: LocalDate,
  ends: LocalDate,
  state: Schema.Literals(["open", "closed"]),
  version: Schema.Int
}).annotate({ identifier: "FiscalYear" })
export type FiscalYear = typeof FiscalYear.Type

export const NewFiscalYear = Schema.Struct({ starts: LocalDate, ends: LocalDate })
  .check(
    Schema.makeFilter(
      ({ ends, starts }) =>
        (starts < ends && ends <= addDays(starts, 731)) || "an end after the start, within twenty-four months"
    )
  )
  .annotate({
    identifier: "NewFiscalYear",
    examples: [{ starts: LocalDate.make("2026-01-01"), ends: LocalDate.make("2026-12-31") }]
  })
export type NewFiscalYear = typeof NewFiscalYear.Type

export const PeriodId = Uuid.pipe(Schema.brand("PeriodId"))
export type PeriodId = typeof PeriodId.Type

export const PeriodState = Schema.Literals(["open", "soft_locked", "locked", "closed"])
export type PeriodState = typeof PeriodState.Type

/** A month of a fiscal year. `vatLocked`: its VAT return is filed, nothing with a VAT code may change it. */
export const Period = Schema.Struct({
  id: PeriodId,
  fiscalYearId: FiscalYearId,
  starts: LocalDate,
  ends: LocalDate,
  state: PeriodState,
  vatLocked: Schema.Boolean,
  version: Schema.Int
}).annotate({ identifier: "Period" })
export type Period = typeof Period.Type

/**
 * What may become of a period. A hard lock never opens again: French rules forbid changing entries of a closed
 * period, so a correction goes to an open one. The closing of the year alone closes its periods.
 */
const transitions: Readonly<Record<PeriodState, ReadonlyArray<PeriodState>>> = {
  open: ["soft_locked", "locked"],
  soft_locked: ["open", "locked"],
  locked: [],
  closed: []
}

/** The state asked for, or the states that are possible. */
export const moved = (period: Period, to: PeriodState): Result.Result<PeriodState, IllegalTransition> =>
  transitions[period.state].includes(to)
    ? Result.succeed(to)
    : Result.fail(
        new IllegalTransition({
          entity: "Period",
          id: period.id,
          from: period.state,
          attempted: to,
          allowed: transitions[period.state]
        })
      )

/** The months of a fiscal year, the first and the last possibly cut: no gap, no overlap. */
export const monthsOf = ({ ends, starts }: NewFiscalYear): ReadonlyArray<Pick<Period, "starts" | "ends">> => {
  const months: Array<Pick<Period, "starts" | "ends">> = []
  for (let from = starts; from <= ends;) {
    const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
    const last = LocalDate.make(`${from.slice(0, 8)}${String(daysInMonth(year, month)).padStart(2, "0")}`)
    months.push({ starts: from, ends: last < ends ? last : ends })
    from = addDays(last, 1)
  }
  return months
}
