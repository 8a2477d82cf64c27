import { Effect, Option } from "effect"
import { Reports } from "../../../../ports/finance/Reports.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { DatesOutsideYear, NoFiscalYear, type ReportSpan } from "../model/index.ts"

/** The dates of a report, from the first day of the year of `to` when `from` is absent. */
export const reportSpan = Effect.fn("accounting.reportSpan")(function* (dates: {
  readonly from?: LocalDate | undefined
  readonly to: LocalDate
}) {
  const reports = yield* Reports
  const found = yield* reports.spanTo(dates.to)
  if (Option.isNone(found)) return yield* new NoFiscalYear({ date: dates.to })
  const { yearEnds, yearStarts } = found.value
  const from = dates.from ?? yearStarts
  if (from < yearStarts || from > dates.to) {
    return yield* new DatesOutsideYear({ from, to: dates.to, yearStarts, yearEnds })
  }
  return { ...found.value, from } satisfies ReportSpan
})
