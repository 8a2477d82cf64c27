import { minorUnits } from "../../../../shared/Currency.ts"
import { type CurrencyCode, EUR } from "../../../../shared/Money.ts"
import { readCurrency } from "../amounts.ts"
import { limits } from "../limits.ts"
import type { Balance, ParsedLine, ParsedStatement } from "../ParsedStatement.ts"
import { accountOfRib } from "../StatementAccount.ts"
import { refuse } from "../StatementProblem.ts"
import { type StatementWarning, warning } from "../StatementWarning.ts"
import { cfonbAmount } from "./cfonbAmount.ts"
import { cfonbDate, cfonbDetail, cfonbLine, type CfonbMovement } from "./cfonbMovement.ts"
import { type CfonbRecord, cfonbRecords, placeOf, zone } from "./cfonbRecords.ts"

/**
 * CFONB 120 (AFB 120, July 2004 and August 2007): records 01 (opening), 04 (movement), 05 (detail), 07 (closing),
 * several accounts per file. Currency and decimals left blank in 01 and 07 are EUR and the currency's own number
 * (0 for XPF). Two-digit years: see `fullYear`.
 */
export const parseCfonb120 = (text: string): ReadonlyArray<ParsedStatement> => {
  const statements: Array<ParsedStatement> = []
  let open: OpenStatement | null = null
  let lines = 0
  const records = cfonbRecords(text)
  for (const record of records) {
    switch (record.text.slice(0, 2)) {
      case "01":
        if (open !== null) refuse("cfonb.statement-open", placeOf(record, 1))
        open = openStatement(record)
        break
      case "04":
        if (open === null) return refuse("cfonb.movement-outside", placeOf(record, 1))
        if (++lines > limits.lines)
          refuse("file.too-many-lines", placeOf(record, 1), { limit: String(limits.lines) })
        addMovement(open, record)
        break
      case "05":
        if (open === null || open.movement === null) return refuse("cfonb.detail-outside", placeOf(record, 1))
        addDetail(open.movement, record)
        break
      case "07":
        if (open === null) return refuse("cfonb.closing-outside", placeOf(record, 1))
        statements.push(closeStatement(open, record))
        open = null
        break
    }
  }
  const last = records.at(-1)
  if (open !== null) refuse("file.truncated", last === undefined ? null : placeOf(last, 1), { missing: "07" })
  return statements
}

interface OpenStatement {
  readonly record: CfonbRecord
  readonly currency: CurrencyCode
  readonly opening: Balance
  readonly lines: Array<ParsedLine>
  readonly warnings: Array<StatementWarning>
  movement: CfonbMovement | null
}

const openStatement = (record: CfonbRecord): OpenStatement => {
  const currency = currencyOf(record, EUR)
  return {
    record,
    currency,
    opening: balanceOf(record, currency, "01"),
    lines: [],
    warnings: [],
    movement: null
  }
}

const addMovement = (open: OpenStatement, record: CfonbRecord): void => {
  flush(open)
  checkAccount(open, record)
  open.movement = { record, details: [] }
}

const addDetail = (movement: CfonbMovement, record: CfonbRecord): void => {
  for (const [position, length, field] of shared) {
    if (zone(record, position, length) !== zone(movement.record, position, length)) {
      refuse("cfonb.detail-differs", placeOf(record, position), { field })
    }
  }
  const detail = cfonbDetail(record)
  if (detail !== null) movement.details.push(detail)
}

/** What a detail repeats of its movement: account, interbank code, booking date. */
const shared = [
  [22, 11, "22-32"],
  [33, 2, "33-34"],
  [35, 6, "35-40"]
] as const

const closeStatement = (open: OpenStatement, record: CfonbRecord): ParsedStatement => {
  flush(open)
  checkAccount(open, record)
  return {
    account: accountOfRib(zone(open.record, 3, 5), zone(open.record, 12, 5), zone(open.record, 22, 11)),
    currency: open.currency,
    statementId: null,
    sequence: null,
    opening: open.opening,
    closing: balanceOf(record, open.currency, "07"),
    otherBalances: [],
    lines: open.lines,
    warnings: open.warnings
  }
}

/** Turns the movement under way, with the details it got, into a line. */
const flush = (open: OpenStatement): void => {
  if (open.movement === null) return
  open.lines.push(cfonbLine(open.movement, decimalsOf(open.movement.record, open.currency), open.currency))
  open.movement = null
}

/**
 * A record of another account or currency is refused. Another bank or branch code is reported: banks that merged
 * keep old codes on some records.
 */
const checkAccount = (open: OpenStatement, record: CfonbRecord): void => {
  const [expected, value] = [zone(open.record, 22, 11), zone(record, 22, 11)]
  if (value !== expected) refuse("cfonb.account-differs", placeOf(record, 22), { value, expected })
  const currency = currencyOf(record, open.currency)
  if (currency !== open.currency) {
    refuse("cfonb.currency-differs", placeOf(record, 17), { value: currency, expected: open.currency })
  }
  const [bank, ownBank] = [bankOf(record), bankOf(open.record)]
  if (bank !== ownBank && !open.warnings.some((known) => known.values["value"] === bank)) {
    open.warnings.push(warning("cfonb.bank-differs", record.line, { value: bank, expected: ownBank }))
  }
}

const bankOf = (record: CfonbRecord): string => `${zone(record, 3, 5)} ${zone(record, 12, 5)}`

const balanceOf = (record: CfonbRecord, currency: CurrencyCode, code: string): Balance => ({
  date: cfonbDate(record, 35, `${code}/35-40`),
  minor: cfonbAmount(
    zone(record, 91, 14),
    decimalsOf(record, currency),
    currency,
    `${code}/91-104`,
    placeOf(record, 91)
  ),
  currency
})

const currencyOf = (record: CfonbRecord, blank: CurrencyCode): CurrencyCode => {
  const text = zone(record, 17, 3)
  return text.trim() === "" ? blank : readCurrency(text, placeOf(record, 17))
}

const decimalsOf = (record: CfonbRecord, currency: CurrencyCode): number => {
  const text = zone(record, 20, 1)
  if (text === " ") return minorUnits(currency)
  return /^\d$/.test(text)
    ? Number(text)
    : refuse("statement.value-unknown", placeOf(record, 20), { value: text, field: "20" })
}
