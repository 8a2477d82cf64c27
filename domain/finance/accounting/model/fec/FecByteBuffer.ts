import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { cleanFecText } from "./FecCleanText.ts"
import type { FecCharset } from "./FecFormat.ts"
import { latin9Bytes } from "./FecText.ts"

const comma = 44
const bar = 124
const zero = 48

/** The byte of each character that may stand in a zone as it is: no control character, no-break space or `|`. */
const plainLatin = latin9Bytes.map((byte, unit) =>
  unit < 32 || unit === bar || unit === 0xa0 || unit === 127 ? 0 : byte
)

/** A growing run of bytes in the charset of the file, written zone by zone without a string for each line. */
export class FecByteBuffer {
  /** Characters replaced because the charset lacks them. */
  replaced = 0
  #bytes = new Uint8Array(65_536)
  #size = 0
  readonly #charset: FecCharset
  readonly #latin: boolean
  readonly #encoder = new TextEncoder()

  constructor(charset: FecCharset) {
    this.#charset = charset
    this.#latin = charset === "ISO-8859-15"
  }

  /** What was written since the last call. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#size)
    this.#size = 0
    return taken
  }

  byte(byte: number): void {
    this.#room(1)
    this.#bytes[this.#size++] = byte
  }

  /** Text of our own making (names, numbers), as it is. */
  raw(text: string): void {
    this.#room(3 * text.length)
    this.#size += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#size)).written
  }

  /** A text of a line, cleaned as `cleanFecText` says. The number of bytes it took. */
  text(text: string): number {
    const length = text.length
    if (length === 0) return 0
    this.#room(3 * length)
    const start = this.#size
    if (length <= 200 && text.charCodeAt(0) > 32 && text.charCodeAt(length - 1) > 32) {
      const end = this.#latin ? this.#plainLatin(text, start) : this.#plainUtf8(text, start)
      if (end >= 0) {
        this.#size = end
        return end - start
      }
    }
    return this.#slowText(text)
  }

  /** `AAAAMMJJ`. */
  date(date: LocalDate): void {
    this.#room(8)
    for (let at = 0; at < 10; at++) if (at !== 4 && at !== 7) this.#bytes[this.#size++] = date.charCodeAt(at)
  }

  /** Hundredths as a decimal with a comma and two decimals. */
  cents(minor: bigint): void {
    const digits = (minor < 0n ? -minor : minor).toString()
    this.#room(digits.length + 5)
    const bytes = this.#bytes
    if (minor < 0n) bytes[this.#size++] = 45
    const whole = digits.length - 2
    if (whole <= 0) bytes[this.#size++] = zero
    for (let at = Math.min(whole, 0); at < digits.length; at++) {
      if (at === whole) bytes[this.#size++] = comma
      bytes[this.#size++] = at < 0 ? zero : digits.charCodeAt(at)
    }
  }

  /** Writes a text that needs no cleaning in ISO-8859-15; -1 when it does need some. */
  #plainLatin(text: string, start: number): number {
    const bytes = this.#bytes
    const length = text.length
    for (let done = 0; done < length; done++) {
      const unit = text.charCodeAt(done)
      const byte = unit < 0x2200 ? (plainLatin[unit] ?? 0) : 0
      if (byte === 0) return -1
      bytes[start + done] = byte
    }
    return start + length
  }

  /** Writes a text that needs no cleaning in UTF-8; -1 when it does need some. */
  #plainUtf8(text: string, start: number): number {
    const bytes = this.#bytes
    const length = text.length
    let at = start
    for (let done = 0; done < length; done++) {
      const unit = text.charCodeAt(done)
      if (unit >= 32 && unit < 127 && unit !== bar) bytes[at++] = unit
      else if (unit > 0xa0 && unit < 0x300) {
        bytes[at++] = 0xc0 | (unit >> 6)
        bytes[at++] = 0x80 | (unit & 63)
      } else return -1
    }
    return at
  }

  #slowText(text: string): number {
    const clean = cleanFecText(text, this.#charset)
    this.replaced += clean.replaced
    this.#room(3 * clean.text.length)
    const start = this.#size
    if (!this.#latin) this.raw(clean.text)
    else
      for (const character of clean.text)
        this.#bytes[this.#size++] = latin9Bytes[character.charCodeAt(0)] ?? 63
    return this.#size - start
  }

  #room(size: number): void {
    if (this.#size + size <= this.#bytes.length) return
    const wider = new Uint8Array(2 * (this.#size + size))
    wider.set(this.#bytes.subarray(0, this.#size))
    this.#bytes = wider
  }
}
