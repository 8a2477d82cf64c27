import { fromMinor } from "../../../../shared/Money.ts"
import { readAmount, readPlainAmount, restUnit } from "./FecField.ts"
import type { FecFields } from "./FecFields.ts"
import type { FecFindings } from "./FecFindings.ts"
import { fecRole } from "./FecFormat.ts"
import { legalColumns, type FecHeader } from "./FecHeader.ts"

/** Reads debit and credit of each line in either form and keeps the totals, exact to 10^-30 hundredth. */
export class FecAmounts {
  /** Of the last line read: debit minus credit. */
  minor = 0n
  rest = 0n
  /** Whether an amount of the last line could not be read, so that nothing can be said of its balance. */
  unread = false
  debit = 0n
  credit = 0n
  debitRest = 0n
  creditRest = 0n
  /** Whether an amount of any line could not be read: the totals then say nothing. */
  totalsUnread = false
  #lineMinor = 0n
  #lineRest = 0n
  readonly #header: FecHeader
  readonly #findings: FecFindings
  readonly #names: ReadonlyArray<string>
  readonly #complete: boolean

  constructor(header: FecHeader, findings: FecFindings) {
    this.#header = header
    this.#findings = findings
    this.#names = legalColumns(header.sided).map((column) => column.name)
    const at = (role: number) => header.positions[role] ?? -1
    this.#complete = at(fecRole.debit) >= 0 && at(fecRole.credit) >= 0
  }

  read(fields: FecFields, line: number): void {
    const sided = this.#header.sided
    const first = this.#amount(fields, fecRole.debit, line)
    const debitMinor = this.#lineMinor
    const debitRest = this.#lineRest
    if (sided) {
      const side = this.#side(fields, line)
      if (side === 0 || first < 0) return this.skip()
      if (first === 0) this.#tell("amount.no-side", line)
      return side > 0 ? this.#set(debitMinor, debitRest, 0n, 0n) : this.#set(0n, 0n, debitMinor, debitRest)
    }
    const second = this.#amount(fields, fecRole.credit, line)
    if (first < 0 || second < 0) return this.skip()
    this.#set(debitMinor, debitRest, this.#lineMinor, this.#lineRest)
    if (first === second) this.#tell(first === 0 ? "amount.no-side" : "amount.both-sides", line)
  }

  /** Takes a line whose amounts cannot be read. */
  skip(): void {
    this.minor = 0n
    this.rest = 0n
    this.unread = true
    this.totalsUnread = true
  }

  /** Reads the currency amount for its form alone. */
  checkCurrencyAmount(fields: FecFields, line: number): void {
    this.#amount(fields, fecRole.currencyAmount, line)
  }

  #set(debit: bigint, debitRest: bigint, credit: bigint, creditRest: bigint): void {
    this.unread = !this.#complete
    if (this.unread) this.totalsUnread = true
    this.minor = debit - credit
    this.rest = debitRest - creditRest
    if (debit !== 0n) this.debit += debit
    if (credit !== 0n) this.credit += credit
    if (debitRest !== 0n) this.debitRest += debitRest
    if (creditRest !== 0n) this.creditRest += creditRest
  }

  /** 1 when the field holds an amount, 0 when it holds zero or nothing, -1 when it cannot be read. */
  #amount(fields: FecFields, role: number, line: number): number {
    this.#lineMinor = 0n
    this.#lineRest = 0n
    const at = this.#header.positions[role] ?? -1
    if (at < 0) return 0
    const start = fields.starts[at] ?? 0
    const end = fields.ends[at] ?? 0
    const plain = readPlainAmount(fields.bytes, start, end)
    if (plain === 0) return 0
    if (plain > 0) {
      this.#lineMinor = BigInt(plain)
      return 1
    }
    const amount = readAmount(fields.bytes, start, end)
    const remark = amount.fault ?? amount.remark
    if (remark !== undefined) {
      this.#findings.add(remark, line, at + 1, this.#names[role] ?? "", { value: fields.text(at, 40) })
    }
    if (!amount.readable) return -1
    this.#lineMinor = amount.minor
    this.#lineRest = amount.rest
    return amount.minor === 0n && amount.rest === 0n ? 0 : 1
  }

  /** 1 for debit, -1 for credit, 0 for neither. */
  #side(fields: FecFields, line: number): number {
    const at = this.#header.positions[fecRole.credit] ?? -1
    if (at < 0) return 0
    const text = fields.code(at).toUpperCase()
    if (text === "D" || text === "+1") return 1
    if (text === "C" || text === "-1") return -1
    this.#findings.add("amount.side", line, at + 1, "Sens", { value: fields.text(at, 40) })
    return 0
  }

  /** Told at the debit; not told when the file lacks a column of amounts, which its header already says. */
  #tell(rule: "amount.no-side" | "amount.both-sides", line: number): void {
    const at = this.#header.positions[fecRole.debit] ?? -1
    if (this.#complete) this.#findings.add(rule, line, at + 1, this.#names[fecRole.debit] ?? "")
  }
}

/** An exact amount as decimal text: two decimals, more only when there are more. */
export const exactDecimal = (minor: bigint, rest: bigint): string => {
  if (rest === 0n) return fromMinor(minor, 2)
  return fromMinor(minor * restUnit + rest, 32).replace(/0+$/, "")
}
