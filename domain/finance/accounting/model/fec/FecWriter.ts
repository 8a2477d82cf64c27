import { Result } from "effect"
import { minorUnits } from "../../../../shared/Currency.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { fromMinor } from "../../../../shared/Money.ts"
import { FecByteBuffer } from "./FecByteBuffer.ts"
import {
  fecCashColumns,
  fecColumns,
  type FecCharset,
  type FecLineEnd,
  type FecSeparator
} from "./FecFormat.ts"
import { FecLineRefused, type FecLine } from "./FecLine.ts"
import type { FecRuleId } from "./FecRule.ts"

export interface FecWriteOptions {
  readonly charset: FecCharset
  readonly separator: FecSeparator
  /** CR LF unless told. */
  readonly lineEnd?: FecLineEnd
  /** Zones after the 18: none, 19 to 21 (agricultural profits) or 19 to 22 (BNC), in cash accounting. */
  readonly cashColumns?: 0 | 3 | 4
}

export interface FecWriteSummary {
  /** Lines below the header. */
  readonly lines: number
  readonly debit: bigint
  readonly credit: bigint
  /** Characters that ISO-8859-15 lacks and that were replaced. */
  readonly replaced: number
}

/**
 * Writes a fichier des écritures comptables as a stream: `push` batches of lines in the order of validation, the
 * lines of one entry together, and get their bytes; then `end`. A line that the checker would refuse, or an entry
 * left unbalanced, is a `FecLineRefused` instead of bytes; the writer then gives that refusal for ever.
 */
export class FecWriter {
  readonly #buffer: FecByteBuffer
  readonly #separator: number
  readonly #lineEnd: string
  readonly #cash: number
  #lines = 0
  #debit = 0n
  #credit = 0n
  #journal = ""
  #number = ""
  #balance = 0n
  #firstLine = 0
  #refused: FecLineRefused | undefined

  constructor(options: FecWriteOptions) {
    this.#buffer = new FecByteBuffer(options.charset)
    this.#separator = options.separator.charCodeAt(0)
    this.#lineEnd = options.lineEnd ?? "\r\n"
    this.#cash = options.cashColumns ?? 0
    const names = [...fecColumns, ...fecCashColumns.slice(0, this.#cash)].map((column) => column.name)
    if (options.charset === "UTF-8-BOM") this.#buffer.raw("\ufeff")
    this.#buffer.raw(names.join(options.separator) + this.#lineEnd)
  }

  /** The bytes of the lines, after those of the header the first time. */
  push(lines: Iterable<FecLine>): Result.Result<Uint8Array, FecLineRefused> {
    for (const line of lines) {
      this.#refused ??= this.#line(line)
      if (this.#refused !== undefined) return Result.fail(this.#refused)
    }
    return this.#refused === undefined ? Result.succeed(this.#buffer.take()) : Result.fail(this.#refused)
  }

  /** Closes the last entry; the bytes are those of the header when no line was pushed. */
  end(): Result.Result<{ readonly bytes: Uint8Array; readonly summary: FecWriteSummary }, FecLineRefused> {
    this.#refused ??= this.#closeEntry()
    if (this.#refused !== undefined) return Result.fail(this.#refused)
    const summary = {
      lines: this.#lines,
      debit: this.#debit,
      credit: this.#credit,
      replaced: this.#buffer.replaced
    }
    return Result.succeed({ bytes: this.#buffer.take(), summary })
  }

  #line(line: FecLine): FecLineRefused | undefined {
    if (line.entryNumber !== this.#number || line.journalCode !== this.#journal || this.#firstLine === 0) {
      const refused = this.#closeEntry()
      if (refused !== undefined) return refused
      this.#journal = line.journalCode
      this.#number = line.entryNumber
      this.#firstLine = this.#lines + 2
    }
    this.#lines++
    this.#debit += line.debit
    this.#credit += line.credit
    this.#balance += line.debit - line.credit
    return this.#zones(line)
  }

  #zones(line: FecLine): FecLineRefused | undefined {
    this.#text(line.journalCode)
    this.#text(line.journalLabel)
    if (!this.#text(line.entryNumber)) return this.#blank(3)
    this.#date(line.entryDate)
    if (!this.#text(line.account)) return this.#blank(5)
    if (!this.#text(line.accountLabel)) return this.#blank(6)
    this.#text(line.auxiliary)
    this.#text(line.auxiliaryLabel)
    this.#text(line.pieceRef)
    this.#date(line.pieceDate)
    if (!this.#text(line.label)) return this.#blank(11)
    this.#cents(line.debit)
    this.#cents(line.credit)
    this.#text(line.lettering)
    this.#date(line.letteringDate)
    this.#date(line.validDate)
    if (line.currencyMinor !== null) {
      this.#buffer.raw(fromMinor(line.currencyMinor, minorUnits(line.currency)).replace(".", ","))
    }
    this.#buffer.byte(this.#separator)
    this.#buffer.text(line.currency)
    if (this.#cash > 0) this.#cashZones(line)
    this.#buffer.raw(this.#lineEnd)
    return undefined
  }

  #cashZones({ cash }: FecLine): void {
    this.#buffer.byte(this.#separator)
    this.#date(cash?.paymentDate ?? null)
    this.#text(cash?.paymentMode ?? "")
    this.#buffer.text(cash?.nature ?? "")
    if (this.#cash < 4) return
    this.#buffer.byte(this.#separator)
    this.#buffer.text(cash?.client ?? "")
  }

  /** Writes a text and the separator after it; whether anything was left of the text. */
  #text(text: string): boolean {
    const size = this.#buffer.text(text)
    this.#buffer.byte(this.#separator)
    return size > 0
  }

  #date(date: LocalDate | null): void {
    if (date !== null) this.#buffer.date(date)
    this.#buffer.byte(this.#separator)
  }

  #cents(minor: bigint): void {
    this.#buffer.cents(minor)
    this.#buffer.byte(this.#separator)
  }

  #blank(column: number): FecLineRefused {
    return this.#refuse("field.required", column, this.#lines + 1)
  }

  #closeEntry(): FecLineRefused | undefined {
    if (this.#balance === 0n) return undefined
    return this.#refuse("entry.unbalanced", 12, this.#firstLine)
  }

  #refuse(rule: FecRuleId, column: number, line: number): FecLineRefused {
    return new FecLineRefused({ line, column, name: fecColumns[column - 1]?.name ?? "", rule })
  }
}
