import { Option } from "effect"
import { addDays, daysInMonth, type LocalDate } from "../../../../shared/LocalDate.ts"
import type { FecFindings } from "./FecFindings.ts"
import { parseFecFileName } from "./FecFileName.ts"

/** The fiscal year of a file as far as it is known, its days as `yyyymmdd`. */
export interface FecFiscalYear {
  readonly end: number
  /** The first day when the caller gave it: an entry before it is refused. */
  readonly start: number | undefined
  /** The first day of twelve months: an entry before it is only told, since a year may last longer. */
  readonly usualStart: number
}

export interface FecYearHints {
  readonly yearStart?: LocalDate
  readonly yearEnd?: LocalDate
  /** Name of the file without its folder: it says the year end, and it is checked. */
  readonly fileName?: string
}

/** The fiscal year from what the caller gave, else from the file's name, whose form is checked. */
export const fiscalYearOf = (hints: FecYearHints, findings: FecFindings): FecFiscalYear | undefined => {
  const named = hints.fileName === undefined ? Option.none() : parseFecFileName(hints.fileName)
  if (hints.fileName !== undefined && Option.isNone(named)) {
    findings.add("file.name", 1, 1, "", { value: hints.fileName.slice(0, 100) })
  }
  if (Option.isSome(named) && named.value.siren === undefined) {
    findings.add("file.siren", 1, 1, "", { value: named.value.digits })
  }
  const end = hints.yearEnd ?? Option.getOrUndefined(Option.map(named, (parts) => parts.yearEnd))
  if (end === undefined) return undefined
  return {
    end: compact(end),
    start: hints.yearStart === undefined ? undefined : compact(hints.yearStart),
    usualStart: dayAfterPreviousEnd(end)
  }
}

/** A date as the integer `yyyymmdd`. */
export const compact = (date: LocalDate): number => Number(date.replaceAll("-", ""))

/** The integer `yyyymmdd` as `yyyy-mm-dd`. */
export const spelt = (date: number): string =>
  `${date}`.padStart(8, "0").replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3")

const dayAfterPreviousEnd = (end: LocalDate): number => {
  const tomorrow = end < "2999-12-31" ? compact(addDays(end, 1)) : 30_000_101
  const before = tomorrow - 10_000
  const year = Math.floor(before / 10_000)
  return before % 10_000 === 229 && daysInMonth(year, 2) < 29 ? before + 72 : before
}
