import { placeAt, checkCharacters } from "./SourceText.ts"
import { type Place, refuse } from "./StatementProblem.ts"

/**
 * The text of a file and the encoding it was read in. `doubt` when that is not what the file says: it states none and
 * is not UTF-8 (`assumed`), or its bytes belie what it states (`belied`).
 */
export interface DecodedFile {
  readonly text: string
  readonly encoding: string
  readonly doubt: "assumed" | "belied" | null
  readonly stated: string | null
}

/**
 * Bytes to text. A byte order mark decides (UTF-8, UTF-16); else the file's own word: the XML declaration, or the
 * OFX 1 header's CHARSET and ENCODING; else UTF-8 when the bytes are valid UTF-8, else Windows-1252, the superset
 * of ISO-8859-1 that banks send. Two words are known to be wrong often, and are not believed: a one-byte charset
 * over text that is UTF-8, and UTF-16 over text of one byte a character. Invalid sequences, NUL and lone surrogates
 * are refused with their place.
 */
export const decodeStatement = (bytes: Uint8Array): DecodedFile => {
  const marked = byteOrderMark(bytes)
  const stated = marked ?? statedEncoding(head(bytes))
  const decoded = stated === null ? guessed(bytes) : asStated(bytes, stated, marked === null)
  checkCharacters(decoded.text)
  return { ...decoded, stated }
}

type Decoded = Omit<DecodedFile, "stated">

const asStated = (bytes: Uint8Array, stated: string, mayBeBelied: boolean): Decoded =>
  mayBeBelied && isBelied(bytes, stated)
    ? { ...guessed(bytes), doubt: "belied" }
    : { text: decode(bytes, stated), encoding: stated.toLowerCase(), doubt: null }

/** The declaration was read one byte a character: it is not in UTF-16. Text that is UTF-8 by chance is unheard of. */
const isBelied = (bytes: Uint8Array, stated: string): boolean =>
  /^utf-?(?:16|32)/i.test(stated) ||
  (/^(?:windows-125\d|iso-8859-\d+|us-ascii|ascii|latin1)$/i.test(stated) &&
    bytes.some((byte) => byte > 0x7f) &&
    utf8Of(bytes) !== null)

const byteOrderMark = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8"
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le"
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be"
  return null
}

/** The first bytes as one character each: enough to read a declaration. */
const head = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 1024))

/** What the file itself says: the XML declaration, else the OFX 1 header; null when it says nothing. */
const statedEncoding = (start: string): string | null => {
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(start)
  if (xml !== null) return xml[1] ?? null
  return /^\s*OFXHEADER\s*:/.test(start) ? ofxEncoding(start) : null
}

/** OFX 1, one `KEY:VALUE` a line or all run together: ENCODING is USASCII, UTF-8 or UNICODE; CHARSET is a Windows code page number, an ISO number or NONE. */
const ofxEncoding = (start: string): string | null => {
  const charset = headerValue(start, /CHARSET\s*:\s*([A-Za-z0-9._-]{1,40}?)(?=COMPRESSION|[^A-Za-z0-9._-]|$)/)
  const encoding = headerValue(start, /ENCODING\s*:\s*([A-Za-z0-9._-]{1,40}?)(?=CHARSET|[^A-Za-z0-9._-]|$)/)
  if (encoding === "UTF-8" || encoding === "UNICODE" || charset === "UTF-8") return "utf-8"
  if (/^\d{3,4}$/.test(charset)) return `windows-${charset}`
  if (/^8859-\d+$/.test(charset)) return `iso-${charset}`
  return charset === "NONE" ? null : charset
}

const headerValue = (start: string, pattern: RegExp): string =>
  pattern.exec(start)?.[1]?.toUpperCase() ?? "NONE"

const guessed = (bytes: Uint8Array): Decoded => {
  const text = utf8Of(bytes)
  return text === null
    ? { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252", doubt: "assumed" }
    : { text, encoding: "utf-8", doubt: null }
}

const utf8Of = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const decode = (bytes: Uint8Array, encoding: string): string => {
  const decoder = decoderOf(encoding)
  try {
    return decoder.decode(bytes)
  } catch {
    return refuse("encoding.invalid", invalidPlace(bytes, encoding), { encoding })
  }
}

const decoderOf = (encoding: string) => {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    return refuse("encoding.unsupported", { line: 1, column: 1 }, { encoding })
  }
}

/** The place of the first invalid sequence: the longest valid beginning, found by halving. */
const invalidPlace = (bytes: Uint8Array, encoding: string): Place => {
  let valid = ""
  let [low, high] = [0, bytes.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const beginning = validBeginning(bytes.subarray(0, middle), encoding)
    if (beginning === null) high = middle - 1
    else [low, valid] = [middle, beginning]
  }
  return placeAt(valid, valid.length)
}

/** The text of the bytes, a last sequence that is not complete left out; null when a sequence is invalid. */
const validBeginning = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return decoderOf(encoding).decode(bytes, { stream: true })
  } catch {
    return null
  }
}
