import type { FecFindings } from "./FecFindings.ts"
import { charsetOfLine, decodeFecText, doubleEncoded } from "./FecText.ts"

/** What a whole file turned out to be written in. */
export type FecFileCharset = "ASCII" | "ISO-8859-15" | "UTF-8" | "UTF-8-BOM" | "mixed"

/** Tells the charset of a file from its lines: UTF-8 while every line is valid UTF-8, ISO-8859-15 otherwise. */
export class FecLineCharsets {
  bom = false
  #utf8Lines = 0
  #latinLines = 0
  #firstUtf8 = 0
  #firstLatin = 0
  readonly #findings: FecFindings

  constructor(findings: FecFindings) {
    this.#findings = findings
  }

  /** Notes a line from its first byte over 0x7F on. */
  note(bytes: Uint8Array, start: number, end: number, line: number): void {
    const charset = charsetOfLine(bytes, start, end)
    if (charset === "UTF-8") {
      if (this.#utf8Lines++ === 0) this.#firstUtf8 = line
      if (mayBeDoubled(bytes, start, end)) this.#tellDoubled(decodeFecText(bytes, start, end), line)
      return
    }
    if (this.#latinLines++ === 0) this.#firstLatin = line
    if (charset === "windows-1252") {
      const at = bytes.subarray(start, end).findIndex((byte) => byte >= 0x80 && byte < 0xa0)
      const value = `0x${(bytes[start + at] ?? 0).toString(16)}`
      this.#findings.add("charset.windows-1252", line, 1, "", { value })
    }
  }

  /** The charset of the file, with what is to be said of it. */
  conclude(): FecFileCharset {
    const utf8 = this.#utf8Lines > 0 || this.bom
    if (utf8 && this.#latinLines > 0) {
      const latinIsRare = this.bom || this.#latinLines <= this.#utf8Lines
      const line = latinIsRare ? this.#firstLatin : this.#firstUtf8
      this.#findings.add("charset.mixed", line, 1, "", { value: latinIsRare ? "ISO-8859-15" : "UTF-8" })
      return "mixed"
    }
    if (this.#latinLines > 0) return "ISO-8859-15"
    if (!utf8) return "ASCII"
    this.#findings.add("charset.utf-8", 1, 1, "")
    return this.bom ? "UTF-8-BOM" : "UTF-8"
  }

  #tellDoubled(text: string, line: number): void {
    const value = doubleEncoded(text)
    if (value !== undefined) this.#findings.add("charset.double-encoded", line, 1, "", { value })
  }
}

/** Whether the bytes of `Ã` or `Â` stand before those of another character of the upper half. */
const mayBeDoubled = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = bytes.indexOf(0xc3, start); at >= 0 && at + 2 < end; at = bytes.indexOf(0xc3, at + 1)) {
    const second = bytes[at + 1]
    if ((second === 0x83 || second === 0x82) && (bytes[at + 2] ?? 0) >= 0x80) return true
  }
  return false
}

/** Charsets that this engine does not read, told by the first bytes of the file. */
export const unsupportedCharset = (first: ReadonlyArray<number>): string | undefined => {
  const [one = -1, two = -1, three = -1] = first
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) return "UTF-16"
  // without its mark: every other byte of "Jou" is zero
  if ((one > 0 && two === 0 && three > 0) || (one === 0 && two > 0 && three === 0)) return "UTF-16"
  // "Jou" of JournalCode, in either case, in the invariant part of EBCDIC
  if (one === 0xd1 && (two === 0x96 || two === 0xd6) && (three === 0xa4 || three === 0xe4)) return "EBCDIC"
  return undefined
}
