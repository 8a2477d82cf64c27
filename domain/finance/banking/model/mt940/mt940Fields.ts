import { limits } from "../limits.ts"
import { linesOf, printable, type TextLine } from "../SourceText.ts"
import { refuse } from "../StatementProblem.ts"

/** A field of a message: its tag, and its lines as they stand (the first without the tag). */
export interface Mt940Field {
  readonly tag: string
  readonly lines: ReadonlyArray<string>
  readonly line: number
}

/** What a file is made of: fields, and the marks that end a message (`-`, `-}`, or a blank line that ends the file). */
export type Mt940Piece = Mt940Field | { readonly tag: "end"; readonly line: number }

/**
 * Cuts a file into fields. Only the tags of MT940 and MT942 begin a field, so that a wrapped `:12:11` stays text.
 * Whatever a bank writes around the messages (SWIFT blocks, `ABNANL2A`, control characters) is left out; the content
 * of another format is refused.
 */
export function* mt940Pieces(text: string): Generator<Mt940Piece, void> {
  let open: OpenField | null = null
  let [last, blanks] = [0, 0]
  for (const { number, text: raw } of rejoined(text)) {
    last = number
    blanks = raw.trim() === "" ? blanks + 1 : 0
    if (blanks > 0) continue
    const line = printable(withoutFrame(raw))
    const tagged = tags.exec(line)
    if (tagged !== null) {
      if (open !== null) yield open
      open = { tag: tagged[1] ?? "", lines: [], line: number, length: 0 }
      lengthen(open, tagged[2] ?? "", number)
    } else if (/^-(?:$|\}|XXX$)/.test(line.trimEnd())) {
      if (open !== null) yield open
      yield { tag: "end", line: number }
      open = null
    } else {
      addLine(open, line, number)
    }
  }
  if (open !== null) yield open
  if (blanks > 1) yield { tag: "end", line: last }
}

interface OpenField {
  readonly tag: string
  readonly lines: Array<string>
  readonly line: number
  length: number
}

const tags = /^:(13D?|20|21|25P?|28C?|34F|60[FM]|61|62[FM]|64|65|86|90[CD]|NS):(.*)$/

/** Another statement format's first line, or a CFONB record. */
const foreign = /^(?:<\?xml|<OFX|<Document|OFXHEADER\s*:|0[1457][0-9A-Z]{5}.{113}$)/

const addLine = (open: OpenField | null, line: string, number: number): void => {
  if (foreign.test(line) || (open === null && line.length > 80)) {
    refuse("file.mixed", { line: number, column: 1 }, { value: line })
  }
  if (open !== null) lengthen(open, line, number)
}

const lengthen = (open: OpenField, line: string, number: number): void => {
  open.length += line.length
  if (open.length > limits.field) {
    refuse("file.field-too-long", { line: number, column: 1 }, { limit: String(limits.field) })
  }
  open.lines.push(line)
}

/** The lines; a tag that a bank's wrapping broke after its first colon (`:` then `86:...`) is put together again. */
function* rejoined(text: string): Generator<TextLine, void> {
  let colon: TextLine | null = null
  for (const line of linesOf(text)) {
    if (colon !== null && tags.test(`:${line.text}`)) {
      yield { number: colon.number, text: `:${line.text}` }
      colon = null
      continue
    }
    if (colon !== null) yield colon
    colon = line.text === ":" ? line : null
    if (colon === null) yield line
  }
  if (colon !== null) yield colon
}

/** A line without SWIFT block headers and without control characters at its ends. */
const withoutFrame = (line: string): string => {
  const start = line.lastIndexOf("{4:")
  const inner = line.startsWith("{1:") ? (start === -1 ? "" : line.slice(start + 3)) : line
  let [from, to] = [0, inner.length]
  while (from < to && inner.charCodeAt(from) < 32) from++
  while (to > from && inner.charCodeAt(to - 1) < 32) to--
  return inner.slice(from, to)
}
