import { exactDecimal } from "./FecAmounts.ts"
import { FecFields } from "./FecFields.ts"
import { FecFindings, fecFindingLimit, type FecFinding } from "./FecFindings.ts"
import { fiscalYearOf, type FecFiscalYear, type FecYearHints } from "./FecFiscalYear.ts"
import type { FecLineEnd, FecSeparator } from "./FecFormat.ts"
import { readFecHeader, startsWithBom } from "./FecHeader.ts"
import { FecLineCharsets, unsupportedCharset, type FecFileCharset } from "./FecLineCharsets.ts"
import { FecLineCheck } from "./FecLineCheck.ts"
import { fecLineLimit, FecLines } from "./FecLines.ts"
import type { FecLanguage, FecRuleId } from "./FecRule.ts"

export interface FecCheckOptions extends FecYearHints {
  /** Language of the messages, French unless told. */
  readonly language?: FecLanguage
  /** Remarks kept of each level, 1,000 unless told; the counts are of all. */
  readonly limit?: number
}

export interface FecReport {
  /** False as soon as one rule of level error found something. */
  readonly valid: boolean
  /** Lines below the header, empty and faulty ones included. */
  readonly lines: number
  /** Entries opened: an entry that comes back after it balanced counts again. */
  readonly entries: number
  readonly errors: ReadonlyArray<FecFinding>
  readonly alerts: ReadonlyArray<FecFinding>
  readonly notices: ReadonlyArray<FecFinding>
  /** How often each rule found something, beyond what the lists keep. */
  readonly counts: Readonly<Partial<Record<FecRuleId, number>>>
  readonly charset: FecFileCharset | "unsupported"
  readonly separator: FecSeparator | null
  readonly lineEnd: FecLineEnd
  /** Debit and Credit, or Montant and Sens. */
  readonly form: "debit-credit" | "amount-side"
  /** Decimal text with two decimals, or more when the file has more. */
  readonly totals: { readonly debit: string; readonly credit: string }
}

/**
 * Checks a fichier des écritures comptables as it comes: `push` chunks cut anywhere, then `end` once.
 * The report does not depend on the cuts. Memory is bounded whatever the file: one line (`fecLineLimit`), the
 * remarks kept, `openEntryLimit` unbalanced entries, `sequenceLimit` numberings of `runLimit` runs in all.
 */
export class FecChecker {
  readonly #findings: FecFindings
  readonly #year: FecFiscalYear | undefined
  readonly #charsets: FecLineCharsets
  readonly #lines: FecLines
  /** The beginning of the file until its first three bytes are there; nothing once they were judged. */
  #beginning: Uint8Array | undefined = new Uint8Array()
  #check: FecLineCheck | undefined
  #unsupported: string | undefined

  constructor(options: FecCheckOptions = {}) {
    this.#findings = new FecFindings(options.language ?? "fr", options.limit ?? fecFindingLimit)
    this.#year = fiscalYearOf(options, this.#findings)
    this.#charsets = new FecLineCharsets(this.#findings)
    this.#lines = new FecLines({
      line: (bytes, start, end, number) => this.#line(bytes, start, end, number),
      tooLong: (number) => this.#tooLong(number)
    })
  }

  push(chunk: Uint8Array): void {
    if (this.#unsupported !== undefined) return
    if (this.#beginning === undefined) return this.#lines.push(chunk)
    const bytes = this.#beginning.length === 0 ? chunk : joined(this.#beginning, chunk)
    if (bytes.length >= 3) return this.#begin(bytes)
    this.#beginning = bytes.slice()
  }

  end(): FecReport {
    if (this.#beginning !== undefined) this.#begin(this.#beginning)
    if (this.#unsupported !== undefined) return this.#report("unsupported")
    this.#lines.end()
    const lines = Math.max(0, this.#lines.count - 1)
    if (lines === 0) this.#findings.add("file.no-line", Math.max(1, this.#lines.count), 1, "")
    if (this.#lines.withCr > 0 && this.#lines.withoutCr > 0) this.#findings.add("line.ends-mixed", 1, 1, "")
    this.#check?.end(this.#lines.count)
    return this.#report(this.#charsets.conclude())
  }

  /** Judges the first three bytes before a line is looked for: in UTF-16 they may hold half of a line end. */
  #begin(bytes: Uint8Array): void {
    this.#beginning = undefined
    this.#unsupported = unsupportedCharset([...bytes.subarray(0, 3)])
    if (this.#unsupported === undefined) return this.#lines.push(bytes)
    this.#findings.add("charset.unsupported", 1, 1, "", { value: this.#unsupported })
  }

  #line(bytes: Uint8Array, start: number, end: number, number: number): void {
    if (number === 1) return this.#header(bytes, start, end)
    this.#check?.line(bytes, start, end, number)
  }

  #tooLong(number: number): void {
    this.#findings.add("line.too-long", number, 1, "", { expected: `${fecLineLimit}` })
    this.#check?.amounts.skip()
  }

  #header(bytes: Uint8Array, start: number, end: number): void {
    const bom = startsWithBom(bytes, start, end)
    this.#charsets.bom = bom
    const from = bom ? start + 3 : start
    const header = readFecHeader(bytes, from, end, this.#findings)
    if (header === undefined) return
    const fields = new FecFields(header.separator.charCodeAt(0), header.width)
    fields.cut(bytes, from, end)
    if (fields.highByte >= 0) this.#charsets.note(bytes, fields.highByte, end, 1)
    this.#check = new FecLineCheck(header, fields, this.#findings, this.#charsets, this.#year)
  }

  #report(charset: FecReport["charset"]): FecReport {
    const amounts = this.#check?.amounts
    return {
      valid: this.#findings.count("error") === 0,
      lines: Math.max(0, this.#lines.count - 1),
      entries: this.#check?.entryCount ?? 0,
      errors: this.#findings.of("error"),
      alerts: this.#findings.of("alert"),
      notices: this.#findings.of("notice"),
      counts: Object.fromEntries(this.#findings.counts),
      charset,
      separator: this.#check?.header.separator ?? null,
      lineEnd: this.#lines.lineEnd,
      form: this.#check?.header.sided === true ? "amount-side" : "debit-credit",
      totals: {
        debit: exactDecimal(amounts?.debit ?? 0n, amounts?.debitRest ?? 0n),
        credit: exactDecimal(amounts?.credit ?? 0n, amounts?.creditRest ?? 0n)
      }
    }
  }
}

const joined = (one: Uint8Array, two: Uint8Array): Uint8Array => {
  const both = new Uint8Array(one.length + two.length)
  both.set(one)
  both.set(two, one.length)
  return both
}
