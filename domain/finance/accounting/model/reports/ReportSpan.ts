import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode } from "../../../../shared/Money.ts"
import { FiscalYearId } from "../books/Period.ts"

/**
 * The dates of a report, inside one fiscal year. `base` is the first day from which lines are summed: that of the
 * year itself, or of the first of the years before it that are not closed and so have carried nothing forward.
 */
export const ReportSpan = Schema.Struct({
  fiscalYearId: FiscalYearId,
  yearStarts: LocalDate,
  yearEnds: LocalDate,
  base: LocalDate,
  from: LocalDate,
  to: LocalDate,
  currency: CurrencyCode
})
export type ReportSpan = typeof ReportSpan.Type

/** The dates of a report do not follow each other inside one fiscal year. */
export class DatesOutsideYear extends Schema.TaggedError<DatesOutsideYear>()(
  "DatesOutsideYear",
  { from: LocalDate, to: LocalDate, yearStarts: LocalDate, yearEnds: LocalDate },
  { httpApiStatus: 422 }
) {}
