import { prologue } from "../detectFormat.ts"
import { linesOf, placeAt, printable } from "../SourceText.ts"
import { type Place, refuse } from "../StatementProblem.ts"

/** A tag (name in capitals) or a text that is not blank (entities resolved). */
export interface OfxToken {
  readonly kind: "open" | "close" | "text"
  readonly value: string
  readonly place: Place
}

/**
 * The tokens from `<OFX>` on, in one pass. The header, processing instructions and comments are left out; a `<` that
 * begins no tag is text; DOCTYPE and other declarations are refused.
 */
export function* ofxTokens(text: string): Generator<OfxToken, void> {
  const place = placeFinder(text)
  let at = bodyAt(text)
  while (at < text.length) {
    const next = tagAt(text, text.indexOf("<", at))
    const words = next === null ? text.slice(at) : text.slice(at, next.from)
    if (words.trim() !== "") yield { kind: "text", value: resolved(words, place(at)), place: place(at) }
    if (next === null) return
    yield* tokensOf(next, place(next.from))
    at = next.to
  }
}

/** Where `<OFX>` begins. Before it there may only be the header (`KEY:VALUE` lines), instructions and comments. */
const bodyAt = (text: string): number => {
  const start = prologue(text)
  const body = Math.max(start, text.search(/<OFX[\s>]/i))
  for (const { number, text: line } of linesOf(text.slice(start, body))) {
    if (line.trim() !== "" && !/^\s*[A-Z]{4,20}\s*:/.test(line)) {
      const before = placeAt(text, start)
      refuse("file.mixed", { line: before.line + number - 1, column: 1 }, { value: line })
    }
  }
  return body
}

interface Tag {
  readonly from: number
  readonly to: number
  readonly body: string
}

/** The next tag, section or comment from a `<` on; a `<` that begins none of them is skipped. */
const tagAt = (text: string, start: number): Tag | null => {
  for (let from = start; from !== -1; from = text.indexOf("<", from + 1)) {
    if (text.startsWith("<!--", from)) return section(text, from, "-->")
    if (text.startsWith("<![CDATA[", from)) return section(text, from, "]]>")
    if (!/^(?:[?!]|\/?[A-Za-z])/.test(text.slice(from + 1, from + 3))) continue
    const end = text.indexOf(">", from)
    return end === -1 ? null : { from, to: end + 1, body: text.slice(from + 1, Math.min(end, from + 300)) }
  }
  return null
}

const section = (text: string, from: number, closing: string): Tag => {
  const end = text.indexOf(closing, from)
  const to = end === -1 ? text.length : end + closing.length
  return { from, to, body: text.slice(from + 1, to) }
}

const tokensOf = (tag: Tag, place: Place): ReadonlyArray<OfxToken> => {
  const { body } = tag
  if (body.startsWith("![CDATA[")) {
    const value = printable(body.slice(8, -3))
    return value.trim() === "" ? [] : [{ kind: "text", value, place }]
  }
  if (body.startsWith("!--") || body.startsWith("?")) return []
  if (body.startsWith("!")) return refuse("xml.doctype", place)
  const name = /^\/?([A-Za-z][A-Za-z0-9._-]{0,63})\s*\/?$/.exec(body)?.[1]?.toUpperCase()
  if (name === undefined) return refuse("ofx.malformed", place, { value: `<${body}>` })
  if (body.startsWith("/")) return [{ kind: "close", value: name, place }]
  const open: OfxToken = { kind: "open", value: name, place }
  return body.endsWith("/") ? [open, { kind: "close", value: name, place }] : [open]
}

const named: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "]
])

/** Entities resolved, control characters blanked. An `&` that begins no known entity stays. */
const resolved = (text: string, place: Place): string =>
  printable(
    text.includes("&")
      ? text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal, hex, name) => {
          if (typeof name === "string") return named.get(name) ?? whole
          return character(typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal), place)
        })
      : text
  )

const character = (code: number, place: Place): string => {
  if (code === 0) return refuse("text.nul", place)
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return refuse("text.surrogate", place)
  return String.fromCodePoint(code)
}

/** Places of offsets that only grow: each character is looked at once. */
const placeFinder = (text: string): ((offset: number) => Place) => {
  let line = 1
  let start = 0
  let seen = 0
  return (offset) => {
    for (; seen < offset; seen++) {
      const code = text.charCodeAt(seen)
      if (code === 10 || (code === 13 && text.charCodeAt(seen + 1) !== 10)) {
        line++
        start = seen + 1
      }
    }
    return { line, column: offset - start + 1 }
  }
}
