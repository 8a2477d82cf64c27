import { exactDecimal, FecAmounts } from "./FecAmounts.ts"
import { FecEntries, openEntryLimit, type FecEntryBalance } from "./FecEntries.ts"
import { dateFault, looseDate, readDate } from "./FecField.ts"
import type { FecFields } from "./FecFields.ts"
import type { FecFindings } from "./FecFindings.ts"
import { spelt, type FecFiscalYear } from "./FecFiscalYear.ts"
import { fecCashColumns, fecRole, type FecColumn } from "./FecFormat.ts"
import { legalColumns, type FecHeader } from "./FecHeader.ts"
import type { FecLineCharsets } from "./FecLineCharsets.ts"
import { FecNumbering } from "./FecNumbering.ts"
import type { FecRuleId } from "./FecRule.ts"

/** A column of this file: its zone of the law and its place in the lines, from 0. */
interface PlacedColumn {
  readonly column: FecColumn
  readonly at: number
}

/** Applies the rules to each line below the header, and those on entries, numbers and totals at the end. */
export class FecLineCheck {
  readonly header: FecHeader
  readonly amounts: FecAmounts
  entryCount = 0
  readonly #fields: FecFields
  readonly #findings: FecFindings
  readonly #charsets: FecLineCharsets
  readonly #year: FecFiscalYear | undefined
  readonly #entries = new FecEntries()
  readonly #numbering = new FecNumbering()
  readonly #texts: ReadonlyArray<PlacedColumn>
  readonly #dates: ReadonlyArray<PlacedColumn>
  #validDate = 0
  #toldOverflow = false

  constructor(
    header: FecHeader,
    fields: FecFields,
    findings: FecFindings,
    charsets: FecLineCharsets,
    year: FecFiscalYear | undefined
  ) {
    this.header = header
    this.amounts = new FecAmounts(header, findings)
    this.#fields = fields
    this.#findings = findings
    this.#charsets = charsets
    this.#year = year
    const placed = [...legalColumns(header.sided), ...fecCashColumns]
      .map((column) => ({ column, at: header.positions[column.number - 1] ?? -1 }))
      .filter(({ at }) => at >= 0)
    this.#texts = placed.filter(({ column }) => mustSpeak(column, header.cash))
    this.#dates = placed.filter(({ column }) => column.type === "date")
  }

  line(bytes: Uint8Array, start: number, end: number, line: number): void {
    const fields = this.#fields
    fields.cut(bytes, start, end)
    if (fields.highByte >= 0) this.#charsets.note(bytes, fields.highByte, end, line)
    if (fields.control >= 0) {
      const value = `0x${(bytes[fields.control] ?? 0).toString(16).padStart(2, "0")}`
      this.#findings.add("field.control-character", line, 1, "", { value })
    }
    if (fields.count === 1 && fields.isBlank(0)) return this.#findings.add("line.empty", line, 1, "")
    if (fields.count !== this.header.width) return this.#skip(line)
    this.#checkTexts(line)
    this.#checkAccount(line)
    this.amounts.read(fields, line)
    this.amounts.checkCurrencyAmount(fields, line)
    this.#followEntry(line, this.#checkDates(line))
  }

  /** A line with too few or too many fields: it is known to which entry it belongs at best, not what it holds. */
  #skip(line: number): void {
    const { count } = this.#fields
    const width = this.header.width
    const facts = { found: `${count}`, expected: `${width}` }
    this.#findings.add("line.field-count", line, Math.min(count, width) + 1, "", facts)
    for (let at = count; at < width; at++) {
      this.#fields.starts[at] = 0
      this.#fields.ends[at] = 0
    }
    this.amounts.skip()
    this.#followEntry(line, 0)
  }

  /** Tells what only the whole file shows. `last` is its last line. */
  end(last: number): void {
    this.#entries.leave()
    this.#tellOverflow(last)
    for (const entry of this.#entries.unbalanced()) {
      const facts = { value: named(entry), found: exactDecimal(entry.minor, entry.rest) }
      this.#tell("entry.unbalanced", fecRole.debit, entry.firstLine, facts)
    }
    const { debit, credit, debitRest, creditRest } = this.amounts
    if (!this.amounts.totalsUnread && (debit !== credit || debitRest !== creditRest)) {
      const facts = { value: exactDecimal(debit, debitRest), found: exactDecimal(credit, creditRest) }
      this.#tell("totals.unbalanced", fecRole.debit, last, facts)
    }
    if (!this.#numbering.followed) this.#tell("numbering.not-followed", fecRole.entryNumber, last, {})
    else
      for (const gap of this.#numbering.gaps()) {
        const found = gap.from === gap.to ? `${gap.from}` : `${gap.from} … ${gap.to}`
        this.#tell("numbering.gap", fecRole.entryNumber, gap.line, { value: gap.before, found })
      }
  }

  #checkTexts(line: number): void {
    for (const { column, at } of this.#texts) {
      if (!this.#fields.isBlank(at)) continue
      this.#findings.add(
        column.presence === "required" ? "field.required" : "field.no-value",
        line,
        at + 1,
        column.name
      )
    }
  }

  #checkAccount(line: number): void {
    const at = this.header.positions[fecRole.account] ?? -1
    const fields = this.#fields
    if (at < 0 || fields.isBlank(at)) return
    const start = fields.starts[at] ?? 0
    const end = fields.ends[at] ?? 0
    for (let digit = 0; digit < 3; digit++) {
      const byte = start + digit < end ? (fields.bytes[start + digit] ?? 0) : 0
      if (byte >= 48 && byte <= 57) continue
      return this.#tell("account.digits", fecRole.account, line, { value: fields.text(at, 40) })
    }
  }

  /** Checks every date of the line and gives its entry date as `yyyymmdd`, 0 when it has none. */
  #checkDates(line: number): number {
    let entryDate = 0
    for (const { column, at } of this.#dates) {
      const date = readDate(this.#fields.bytes, this.#fields.starts[at] ?? 0, this.#fields.ends[at] ?? 0)
      if (date === dateFault.blank) {
        this.#tellZeroDate(column, at, line)
        continue
      }
      if (date < 0 || date > looseDate) this.#tellDate(date, column, at, line)
      if (date < 0) continue
      const day = date > looseDate ? date - looseDate : date
      if (column.number === fecRole.entryDate + 1) entryDate = day
      else if (column.number === fecRole.validDate + 1) this.#followValidDate(day, line)
    }
    if (entryDate !== 0 && this.#year !== undefined) this.#checkYear(entryDate, this.#year, line)
    return entryDate
  }

  /** Zeros where a date must be: blank to the law, and not yet told since the field is not empty. */
  #tellZeroDate(column: FecColumn, at: number, line: number): void {
    if (this.#fields.isBlank(at) || column.presence === "optional") return
    this.#findings.add(
      column.presence === "required" ? "field.required" : "field.no-value",
      line,
      at + 1,
      column.name
    )
  }

  #tellDate(date: number, column: FecColumn, at: number, line: number): void {
    this.#findings.add(dateRule(date), line, at + 1, column.name, { value: this.#fields.text(at, 40) })
  }

  #followValidDate(day: number, line: number): void {
    if (day < this.#validDate) {
      const facts = { value: spelt(day), expected: spelt(this.#validDate) }
      this.#tell("date.valid-order", fecRole.validDate, line, facts)
    }
    this.#validDate = day
  }

  #checkYear(day: number, year: FecFiscalYear, line: number): void {
    const start = year.start ?? year.usualStart
    if (day <= year.end && day >= start) return
    const facts = { value: spelt(day), expected: `${spelt(start)} – ${spelt(year.end)}` }
    const refused = day > year.end || year.start !== undefined
    this.#tell(refused ? "date.outside-year" : "date.before-year", fecRole.entryDate, line, facts)
  }

  #followEntry(line: number, date: number): void {
    const journal = this.header.positions[fecRole.journalCode] ?? -1
    const number = this.header.positions[fecRole.entryNumber] ?? -1
    const fields = this.#fields
    if (number < 0 || fields.isBlank(number)) return this.#entries.leave()
    const journalStart = journal < 0 ? 0 : (fields.starts[journal] ?? 0)
    const journalEnd = journal < 0 ? 0 : (fields.ends[journal] ?? 0)
    const numberStart = fields.starts[number] ?? 0
    const numberEnd = fields.ends[number] ?? 0
    if (!this.#entries.isCurrent(fields.bytes, journalStart, journalEnd, numberStart, numberEnd)) {
      this.#openEntry([journalStart, journalEnd, numberStart, numberEnd], line)
    }
    const entry = this.#entries.current
    if (entry === undefined) return
    if (this.amounts.minor !== 0n) entry.minor += this.amounts.minor
    if (this.amounts.rest !== 0n) entry.rest += this.amounts.rest
    if (this.amounts.unread) entry.unread = true
    if (date === 0 || date === entry.date) return
    if (entry.date !== 0 && !entry.severalDates) {
      entry.severalDates = true
      this.#tell("entry.several-dates", fecRole.entryDate, line, { value: named(entry) })
    }
    entry.date = date
  }

  #openEntry(place: readonly [number, number, number, number], line: number): void {
    const { entry, resumed } = this.#entries.open(this.#fields.bytes, place, line)
    this.#tellOverflow(line)
    if (resumed) return this.#tell("entry.split", fecRole.entryNumber, line, { value: named(entry) })
    this.entryCount++
    const repeated = this.#numbering.add(entry.journal, entry.number, line)
    if (repeated) this.#tell("numbering.repeated", fecRole.entryNumber, line, { value: named(entry) })
  }

  #tellOverflow(line: number): void {
    if (!this.#entries.overflowed || this.#toldOverflow) return
    this.#toldOverflow = true
    this.#tell("entry.too-many-open", fecRole.entryNumber, line, { expected: `${openEntryLimit}` })
  }

  #tell(rule: FecRuleId, role: number, line: number, facts: Parameters<FecFindings["add"]>[4]): void {
    const at = this.header.positions[role] ?? -1
    const name = legalColumns(this.header.sided)[role]?.name ?? ""
    this.#findings.add(rule, line, (at < 0 ? role : at) + 1, name, facts)
  }
}

const named = (entry: FecEntryBalance): string => `${entry.journal} ${entry.number}`.trim()

/** Cash accounting keeps the tool's shorter list of data it calls missing: the voucher and its date. */
const mustSpeak = (column: FecColumn, cash: boolean): boolean => {
  if (column.name === "Sens" || column.presence === "optional") return false
  return column.presence === "required" || !cash || column.name === "PieceRef" || column.name === "PieceDate"
}

const dateRule = (date: number): FecRuleId => {
  if (date === dateFault.format) return "date.format"
  if (date === dateFault.calendar) return "date.calendar"
  return date === dateFault.year ? "date.year" : "date.layout"
}
