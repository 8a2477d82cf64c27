import { Option } from "effect"
import { minorUnits } from "../../../../shared/Currency.ts"
import { localDate, type LocalDate } from "../../../../shared/LocalDate.ts"
import { looseDate, readAmount, readDate, readPlainAmount, restUnit, type FecAmount } from "./FecField.ts"
import type { FecFields } from "./FecFields.ts"
import type { FecFindings } from "./FecFindings.ts"
import { fecCashColumns, fecRole } from "./FecFormat.ts"
import { legalColumns, type FecHeader } from "./FecHeader.ts"
import type { FecCashZones, FecLine } from "./FecLine.ts"
import type { FecRuleId } from "./FecRule.ts"
import { charsetOfLine, decodeFecText, decodeLatin9, decodeUtf8 } from "./FecText.ts"

/** How texts are decoded: as each line looks, or as the caller knows better. */
export type FecReadCharset = "detect" | "UTF-8" | "ISO-8859-15"

/** References that software writes when there is none. */
const placeholders: ReadonlySet<string> = new Set(["-", "SANS_PIECE_REF", "SANS PIECE REF"])

/**
 * Reads lines into `FecLine`s. What the checker would only tell is understood (other date layouts, sign after the
 * number, a point for the comma); what cannot be a typed line is told in `problems` and gives nothing.
 */
export class FecTypedLines {
  unread = 0
  placeholderRefs = 0
  readonly #header: FecHeader
  readonly #fields: FecFields
  readonly #problems: FecFindings
  readonly #charset: FecReadCharset
  readonly #dates = new KnownDates()
  #decode = decodeUtf8
  #line = 0
  #failed = false

  constructor(header: FecHeader, fields: FecFields, problems: FecFindings, charset: FecReadCharset) {
    this.#header = header
    this.#fields = fields
    this.#problems = problems
    this.#charset = charset
  }

  read(bytes: Uint8Array, start: number, end: number, number: number): FecLine | undefined {
    const fields = this.#fields
    fields.cut(bytes, start, end)
    this.#line = number
    this.#failed = false
    this.#decode = this.#decoder(bytes, end)
    if (fields.count === 1 && fields.isBlank(0)) return undefined
    if (fields.count !== this.#header.width) {
      const facts = { found: `${fields.count}`, expected: `${this.#header.width}` }
      this.#problems.add(
        "line.field-count",
        number,
        Math.min(fields.count, this.#header.width) + 1,
        "",
        facts
      )
      this.unread++
      return undefined
    }
    const line = this.#typed()
    if (line === undefined || this.#failed) {
      this.unread++
      return undefined
    }
    return line
  }

  #decoder(bytes: Uint8Array, end: number): typeof decodeUtf8 {
    const high = this.#fields.highByte
    if (high < 0) return decodeFecText
    if (this.#charset === "UTF-8") return decodeUtf8
    if (this.#charset === "ISO-8859-15") return decodeLatin9
    return charsetOfLine(bytes, high, end) === "UTF-8" ? decodeUtf8 : decodeLatin9
  }

  #typed(): FecLine | undefined {
    const currency = this.#text(fecRole.currency)
    const { debit, credit } = this.#amounts()
    const entryDate = this.#date(fecRole.entryDate, true)
    if (entryDate === null) return undefined
    return {
      journalCode: this.#text(fecRole.journalCode),
      journalLabel: this.#text(fecRole.journalLabel),
      entryNumber: this.#required(fecRole.entryNumber),
      entryDate,
      account: this.#required(fecRole.account),
      accountLabel: this.#required(fecRole.accountLabel),
      auxiliary: this.#text(fecRole.auxiliary),
      auxiliaryLabel: this.#text(fecRole.auxiliaryLabel),
      pieceRef: this.#reference(),
      pieceDate: this.#date(fecRole.pieceDate, false),
      label: this.#required(fecRole.label),
      debit,
      credit,
      lettering: this.#text(fecRole.lettering),
      letteringDate: this.#date(fecRole.letteringDate, false),
      validDate: this.#date(fecRole.validDate, false),
      currencyMinor: this.#currencyMinor(currency),
      currency,
      ...(this.#header.cash ? { cash: this.#cash() } : {})
    }
  }

  #cash(): FecCashZones {
    return {
      paymentDate: this.#date(fecRole.paymentDate, false),
      paymentMode: this.#text(fecRole.paymentMode),
      nature: this.#text(fecRole.nature),
      client: this.#text(fecRole.client)
    }
  }

  #text(role: number): string {
    const at = this.#header.positions[role] ?? -1
    if (at < 0 || this.#fields.isBlank(at)) return ""
    const text = this.#decode(this.#fields.bytes, this.#fields.starts[at] ?? 0, this.#fields.ends[at] ?? 0)
    return this.#fields.control < 0 ? text.trim() : text.replace(/\p{Cc}+/gu, " ").trim()
  }

  #required(role: number): string {
    const text = this.#text(role)
    if (text === "") this.#fail("field.required", role)
    return text
  }

  #reference(): string {
    const text = this.#text(fecRole.pieceRef)
    if (!placeholders.has(text.toUpperCase())) return text
    this.placeholderRefs++
    return ""
  }

  #date(role: number, required: boolean): LocalDate | null {
    const at = this.#header.positions[role] ?? -1
    const read =
      at < 0 ? 0 : readDate(this.#fields.bytes, this.#fields.starts[at] ?? 0, this.#fields.ends[at] ?? 0)
    if (read === 0) {
      if (required) this.#fail("field.required", role)
      return null
    }
    const date = read < 0 ? undefined : this.#dates.of(read > looseDate ? read - looseDate : read)
    if (date !== undefined) return date
    this.#fail(read === -1 ? "date.format" : read === -2 ? "date.calendar" : "date.year", role)
    return null
  }

  #amounts(): { readonly debit: bigint; readonly credit: bigint } {
    const first = this.#cents(fecRole.debit)
    if (!this.#header.sided) return { debit: first, credit: this.#cents(fecRole.credit) }
    const side = this.#text(fecRole.credit).toUpperCase()
    if (side === "D" || side === "+1") return { debit: first, credit: 0n }
    if (side !== "C" && side !== "-1") this.#fail("amount.side", fecRole.credit)
    return { debit: 0n, credit: first }
  }

  #cents(role: number): bigint {
    const amount = this.#amount(role)
    if (amount.rest !== 0n) this.#fail("amount.decimals", role)
    return amount.minor
  }

  #currencyMinor(currency: string): bigint | null {
    const at = this.#header.positions[fecRole.currencyAmount] ?? -1
    if (at < 0 || this.#fields.isBlank(at)) return null
    const { minor, rest } = this.#amount(fecRole.currencyAmount)
    const unit = 10n ** BigInt(32 - minorUnits(currency))
    const exact = minor * restUnit + rest
    if (exact % unit !== 0n) this.#fail("amount.decimals", fecRole.currencyAmount)
    return exact / unit
  }

  #amount(role: number): FecAmount {
    const at = this.#header.positions[role] ?? -1
    const start = at < 0 ? 0 : (this.#fields.starts[at] ?? 0)
    const end = at < 0 ? 0 : (this.#fields.ends[at] ?? 0)
    const plain = readPlainAmount(this.#fields.bytes, start, end)
    if (plain >= 0)
      return { fault: undefined, readable: true, minor: BigInt(plain), rest: 0n, remark: undefined }
    const amount = readAmount(this.#fields.bytes, start, end)
    if (!amount.readable) this.#fail(amount.fault ?? "amount.format", role)
    return amount
  }

  #fail(rule: FecRuleId, role: number): void {
    this.#failed = true
    const at = this.#header.positions[role] ?? -1
    const column = [...legalColumns(this.#header.sided), ...fecCashColumns][role]
    const value = at < 0 ? "" : this.#fields.text(at, 40)
    this.#problems.add(rule, this.#line, (at < 0 ? role : at) + 1, column?.name ?? "", { value })
  }
}

/** The dates of a file are few: each is made once, and at most 4,000 are kept. */
class KnownDates {
  readonly #known = new Map<number, LocalDate>()

  of(day: number): LocalDate | undefined {
    const known = this.#known.get(day)
    if (known !== undefined) return known
    const date = localDate(Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100)
    if (Option.isSome(date) && this.#known.size < 4_000) this.#known.set(day, date.value)
    return Option.getOrUndefined(date)
  }
}
