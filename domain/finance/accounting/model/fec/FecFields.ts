import { decodeFecText } from "./FecText.ts"
import { ascii, trimEnd, trimStart } from "./FecField.ts"

/** The fields of one line as offsets into its bytes, without the blanks around them. Reused from line to line. */
export class FecFields {
  bytes: Uint8Array = new Uint8Array(0)
  /** Fields in the line; offsets are kept for the first `capacity` of them. */
  count = 0
  /** Place of the first byte over 0x7F, -1 for none. */
  highByte = -1
  /** Place of the first control character, -1 for none. */
  control = -1
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly #separator: number

  constructor(separator: number, capacity: number) {
    this.#separator = separator
    this.starts = new Int32Array(capacity)
    this.ends = new Int32Array(capacity)
  }

  cut(bytes: Uint8Array, start: number, end: number): void {
    const separator = this.#separator
    let count = 0
    let from = start
    let high = -1
    let control = -1
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0
      // one test lets nearly every byte pass: only control characters, `|` and above are looked at
      if (byte >= 32 && byte < 124) continue
      if (byte === separator) {
        this.#keep(bytes, count++, from, at)
        from = at + 1
      } else if (byte < 32) {
        if (control < 0) control = at
      } else if (byte >= 128 && high < 0) high = at
    }
    this.#keep(bytes, count++, from, end)
    this.bytes = bytes
    this.count = count
    this.highByte = high
    this.control = control
  }

  isBlank(field: number): boolean {
    return (this.starts[field] ?? 0) === (this.ends[field] ?? 0)
  }

  /** A field decoded and trimmed, cut to `limit` characters. */
  text(field: number, limit: number = 1_000): string {
    const start = this.starts[field] ?? 0
    return decodeFecText(this.bytes, start, Math.min(this.ends[field] ?? 0, start + 4 * limit))
      .trim()
      .slice(0, limit)
  }

  /** A field of a number, date or code, one character for each byte. */
  code(field: number): string {
    return ascii(this.bytes, this.starts[field] ?? 0, this.ends[field] ?? 0)
  }

  #keep(bytes: Uint8Array, field: number, start: number, end: number): void {
    if (field >= this.starts.length) return
    let from = start
    let to = end
    if (from < to) {
      const first = bytes[from] ?? 0
      if (first <= 32 || first === 0xa0 || first === 0xc2) from = trimStart(bytes, from, to)
      const last = from < to ? (bytes[to - 1] ?? 0) : 65
      if (last <= 32 || last === 0xa0) to = trimEnd(bytes, from, to)
    }
    this.starts[field] = from
    this.ends[field] = to
  }
}
