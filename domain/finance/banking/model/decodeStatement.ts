import { placeAt, checkCharacters } from "./SourceText.ts"
import { type Place, refuse } from "./StatementProblem.ts"

/** The text of a file and the encoding it was read in; `assumed` when the file states none and is not UTF-8. */
export interface DecodedFile {
  readonly text: string
  readonly encoding: string
  readonly assumed: boolean
}

/**
 * Bytes to text. A byte order mark decides (UTF-8, UTF-16); else the file's own word: the XML declaration, or the
 * OFX 1 header's CHARSET and ENCODING; else UTF-8 when the bytes are valid UTF-8, else Windows-1252, the superset
 * of ISO-8859-1 that banks send. Invalid sequences, NUL and lone surrogates are refused with their place.
 */
export const decodeStatement = (bytes: Uint8Array): DecodedFile => {
  const marked = byteOrderMark(bytes)
  const stated = marked ?? statedEncoding(head(bytes))
  const decoded =
    stated === null
      ? guessed(bytes)
      : { text: decode(bytes, stated), encoding: stated.toLowerCase(), assumed: false }
  checkCharacters(decoded.text)
  return decoded
}

const byteOrderMark = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8"
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le"
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be"
  return null
}

/** The first bytes as one character each: enough to read a declaration. */
const head = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 1024))

const statedEncoding = (start: string): string | null => {
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(start)
  if (xml !== null) return xml[1] ?? null
  if (!/^\s*OFXHEADER\s*:/.test(start)) return null
  const charset = /CHARSET\s*:\s*([A-Za-z0-9._-]{1,40})/.exec(start)?.[1]?.toUpperCase() ?? "NONE"
  const encoding = /ENCODING\s*:\s*([A-Za-z0-9._-]{1,40})/.exec(start)?.[1]?.toUpperCase() ?? "NONE"
  if (encoding === "UTF-8" || encoding === "UNICODE" || charset === "UTF-8") return "utf-8"
  if (/^\d{3,4}$/.test(charset)) return `windows-${charset}`
  if (/^8859-\d+$/.test(charset)) return `iso-${charset}`
  return charset === "NONE" ? null : charset
}

const guessed = (bytes: Uint8Array): DecodedFile =>
  firstInvalidUtf8(bytes) === -1
    ? { text: new TextDecoder("utf-8").decode(bytes), encoding: "utf-8", assumed: false }
    : { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252", assumed: true }

const decode = (bytes: Uint8Array, encoding: string): string => {
  const decoder = decoderOf(encoding)
  try {
    return decoder.decode(bytes)
  } catch {
    return refuse("encoding.invalid", invalidPlace(bytes, decoder.encoding), { encoding })
  }
}

const decoderOf = (encoding: string) => {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    return refuse("encoding.unsupported", { line: 1, column: 1 }, { encoding })
  }
}

const invalidPlace = (bytes: Uint8Array, encoding: string): Place => {
  if (encoding !== "utf-8") return { line: 1, column: 1 }
  const valid = new TextDecoder("utf-8").decode(bytes.subarray(0, Math.max(0, firstInvalidUtf8(bytes))))
  return placeAt(valid, valid.length)
}

/** The offset of the first byte that breaks UTF-8 (RFC 3629), -1 when none does. */
const firstInvalidUtf8 = (bytes: Uint8Array): number => {
  let at = 0
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at)
    if (length === 0) return at
    at += length
  }
  return -1
}

const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const second = bytes[at + 1] ?? 0
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  if (length === 0) return 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  for (let more = 2; more < length; more++) if (((bytes[at + more] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}
