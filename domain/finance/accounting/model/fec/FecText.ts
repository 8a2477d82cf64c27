/** What the bytes of one line can be. `windows-1252`: not UTF-8, and with bytes that ISO-8859-15 leaves empty. */
export type LineCharset = "ascii" | "UTF-8" | "ISO-8859-15" | "windows-1252"

/** ISO-8859-15 is ISO-8859-1 but for these eight places. */
const latin9: ReadonlyMap<number, string> = new Map([
  [0xa4, "€"],
  [0xa6, "Š"],
  [0xa8, "š"],
  [0xb4, "Ž"],
  [0xb8, "ž"],
  [0xbc, "Œ"],
  [0xbd, "œ"],
  [0xbe, "Ÿ"]
])

/** 0x80 to 0x9F of Windows-1252; a blank where that charset has nothing either. */
const windows = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ"

const fromByte: ReadonlyArray<string> = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0
    ? (windows[byte - 0x80] ?? " ")
    : (latin9.get(byte) ?? String.fromCharCode(byte))
)

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true })

/** Whether bytes are well-formed UTF-8 (Unicode 16, table 3-7: no surrogate, no overlong form). */
export const isUtf8 = (bytes: Uint8Array, start: number, end: number): boolean => {
  let at = start
  while (at < end) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) {
      at++
      continue
    }
    const size = sequenceSize(lead)
    if (size === 0 || at + size > end || !isSecond(lead, bytes[at + 1] ?? 0)) return false
    for (let next = at + 2; next < at + size; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return false
    at += size
  }
  return true
}

const sequenceSize = (lead: number): number => {
  if (lead < 0xc2 || lead > 0xf4) return 0
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}

const isSecond = (lead: number, second: number): boolean => {
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  return second >= low && second <= high
}

/** The charset of a line that has bytes over 0x7F. */
export const charsetOfLine = (bytes: Uint8Array, start: number, end: number): LineCharset => {
  if (isUtf8(bytes, start, end)) return "UTF-8"
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x80 && byte < 0xa0) return "windows-1252"
  }
  return "ISO-8859-15"
}

/** Bytes to text: UTF-8 when they are well-formed UTF-8, else ISO-8859-15 with the Windows-1252 additions. */
export const decodeFecText = (bytes: Uint8Array, start: number, end: number): string => {
  if (end - start <= 24) {
    const short = decodeAscii(bytes, start, end)
    if (short !== undefined) return short
  }
  return isUtf8(bytes, start, end) ? decodeUtf8(bytes, start, end) : decodeLatin9(bytes, start, end)
}

/** UTF-8 to text, U+FFFD where it is not well formed. */
export const decodeUtf8 = (bytes: Uint8Array, start: number, end: number): string =>
  utf8.decode(bytes.subarray(start, end))

/** ISO-8859-15 to text, with the characters of Windows-1252 where ISO-8859-15 has control characters. */
export const decodeLatin9 = (bytes: Uint8Array, start: number, end: number): string => {
  let text = ""
  for (let at = start; at < end; at++) text += fromByte[bytes[at] ?? 0] ?? ""
  return text
}

/** A few bytes of ASCII, faster than a decoder; undefined when a byte is over 0x7F. */
const decodeAscii = (bytes: Uint8Array, start: number, end: number): string | undefined => {
  let text = ""
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x80) return undefined
    text += fromByte[byte] ?? ""
  }
  return text
}

/** UTF-8 read as ISO-8859-15 or Windows-1252 and written as UTF-8 again: `Ã©` for `é`. The first such place. */
export const doubleEncoded = (text: string): string | undefined =>
  /[ÃÂ][\u0080-\u00bf€ŠšŽžŒœŸ]/.exec(text)?.[0]

const toByte: ReadonlyMap<string, number> = new Map(
  fromByte.flatMap((character, byte) => (byte >= 0x80 && byte < 0xa0 ? [] : [[character, byte] as const]))
)

/** Whether ISO-8859-15 holds a character. */
export const inLatin9 = (character: string): boolean => toByte.has(character)

/** The byte of each UTF-16 unit in ISO-8859-15, 0 where it has none. */
export const latin9Bytes: Uint8Array = Uint8Array.from(
  { length: 0x2200 },
  (_, unit) => toByte.get(String.fromCharCode(unit)) ?? 0
)

/**
 * What stands in for a character that ISO-8859-15 lacks: typographic marks by their plain form, fractions and
 * ligatures spelt out, other letters without their diacritics, everything else `?`.
 */
export const transliterate = (character: string): string => {
  const plain = plainForms.get(character)
  if (plain !== undefined) return plain
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "")
  if (bare === "" || bare === character) return "?"
  return [...bare].map((one) => (inLatin9(one) && printable(one) ? one : "?")).join("")
}

const printable = (character: string): boolean => character !== "|" && !/\p{C}/u.test(character)

const plainForms: ReadonlyMap<string, string> = new Map([
  ...["‘", "’", "‚", "‛", "´", "ʼ", "′"].map((mark) => [mark, "'"] as const),
  ...["“", "”", "„", "‟", "″", "¨"].map((mark) => [mark, '"'] as const),
  ...["‐", "‑", "‒", "–", "—", "―", "−", "•", "‣"].map((mark) => [mark, "-"] as const),
  ...["\u2000", "\u2002", "\u2003", "\u2007", "\u2009", "\u200a", "\u202f"].map(
    (space) => [space, " "] as const
  ),
  ["…", "..."],
  ["‹", "<"],
  ["›", ">"],
  ["¸", ","],
  ["¦", "/"],
  ["¤", "?"],
  ["¼", "1/4"],
  ["½", "1/2"],
  ["¾", "3/4"],
  ["™", "(TM)"],
  ["№", "No"],
  ["ł", "l"],
  ["Ł", "L"],
  ["đ", "d"],
  ["Đ", "D"],
  ["ı", "i"]
])
