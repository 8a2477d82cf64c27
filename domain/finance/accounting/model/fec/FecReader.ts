import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { FecChecker, type FecCheckOptions } from "./FecChecker.ts"
import { openEntryLimit } from "./FecEntries.ts"
import { FecFields } from "./FecFields.ts"
import { FecFindings } from "./FecFindings.ts"
import { readFecHeader, startsWithBom } from "./FecHeader.ts"
import type { FecLine } from "./FecLine.ts"
import { fecLineLimit, FecLines } from "./FecLines.ts"
import { FecPreviewTally, type FecPreview } from "./FecPreview.ts"
import { FecTypedLines, type FecReadCharset } from "./FecTypedLines.ts"

export interface FecReadOptions extends FecCheckOptions {
  /** How to decode texts; as each line looks unless told. */
  readonly charset?: FecReadCharset
}

/** The lines of one journal code, entry number and entry date. */
export interface FecReadEntry {
  readonly journalCode: string
  readonly journalLabel: string
  readonly number: string
  readonly date: LocalDate
  /** At least one line, in the order of the file. */
  readonly lines: ReadonlyArray<FecLine>
  /** Place of its first line in the file. */
  readonly firstLine: number
  readonly balanced: boolean
}

/** Lines after which an entry is given as soon as it balances. */
const partLimit = 10_000

interface Held {
  readonly key: string
  readonly firstLine: number
  readonly lines: Array<FecLine>
  balance: bigint
}

/**
 * Reads a foreign fichier des écritures comptables as it comes: each `push` gives the entries that are whole by
 * then, `end` the others and the preview, which holds the checker's report of the same bytes. An entry is whole when
 * the next one begins and it balances; one that does not waits for its other lines, at most `openEntryLimit` lines
 * in all, the oldest then leaving unbalanced. An entry is given in parts once it has `partLimit` lines and balances,
 * so that a file which gives one number to everything is read all the same. An entry of several dates, each balancing, becomes one entry a date.
 */
export class FecReader {
  readonly #checker: FecChecker
  readonly #lines: FecLines
  readonly #problems: FecFindings
  readonly #silent: FecFindings
  readonly #tally = new FecPreviewTally()
  readonly #options: FecReadOptions
  readonly #waiting = new Map<string, Held>()
  #typed: FecTypedLines | undefined
  #current: Held | undefined
  #heldLines = 0
  #ready = new Array<FecReadEntry>()

  constructor(options: FecReadOptions = {}) {
    this.#options = options
    this.#checker = new FecChecker(options)
    this.#problems = new FecFindings(options.language ?? "fr", options.limit)
    this.#silent = new FecFindings("fr", 0)
    this.#lines = new FecLines({
      line: (bytes, start, end, number) => this.#line(bytes, start, end, number),
      tooLong: (number) => this.#problems.add("line.too-long", number, 1, "", { expected: `${fecLineLimit}` })
    })
  }

  push(chunk: Uint8Array): ReadonlyArray<FecReadEntry> {
    this.#checker.push(chunk)
    this.#lines.push(chunk)
    return this.#take()
  }

  end(): { readonly entries: ReadonlyArray<FecReadEntry>; readonly preview: FecPreview } {
    this.#lines.end()
    this.#leave()
    for (const held of this.#waiting.values()) this.#give(held)
    this.#waiting.clear()
    const entries = this.#take()
    const tooLong = this.#problems.counts.get("line.too-long") ?? 0
    const unread = {
      lines: (this.#typed?.unread ?? 0) + tooLong,
      problems: [...this.#problems.of("error"), ...this.#problems.of("alert")]
    }
    const placeholders = this.#typed?.placeholderRefs ?? 0
    const preview = this.#tally.conclude(this.#checker.end(), unread, placeholders, this.#options.fileName)
    return { entries, preview }
  }

  #take(): ReadonlyArray<FecReadEntry> {
    const entries = this.#ready
    this.#ready = []
    return entries
  }

  #line(bytes: Uint8Array, start: number, end: number, number: number): void {
    if (number === 1) return this.#header(bytes, start, end)
    const line = this.#typed?.read(bytes, start, end, number)
    if (line === undefined) return
    const key = `${line.journalCode}\0${line.entryNumber}`
    if (this.#current?.key !== key) {
      this.#leave()
      this.#current = this.#waiting.get(key) ?? { key, firstLine: number, lines: [], balance: 0n }
      if (this.#waiting.delete(key)) this.#heldLines -= this.#current.lines.length
    }
    this.#current.lines.push(line)
    this.#current.balance += line.debit - line.credit
    const size = this.#current.lines.length
    if (size >= openEntryLimit || (size >= partLimit && this.#current.balance === 0n)) {
      this.#give(this.#current)
      this.#current = undefined
    }
  }

  #header(bytes: Uint8Array, start: number, end: number): void {
    const bom = startsWithBom(bytes, start, end)
    const header = readFecHeader(bytes, bom ? start + 3 : start, end, this.#silent)
    if (header === undefined) return
    const fields = new FecFields(header.separator.charCodeAt(0), header.width)
    const charset = this.#options.charset ?? (bom ? "UTF-8" : "detect")
    this.#typed = new FecTypedLines(header, fields, this.#problems, charset)
  }

  #leave(): void {
    const held = this.#current
    this.#current = undefined
    if (held === undefined) return
    if (held.balance === 0n) return this.#give(held)
    this.#waiting.set(held.key, held)
    this.#heldLines += held.lines.length
    for (const oldest of this.#waiting.values()) {
      if (this.#heldLines <= openEntryLimit) return
      this.#waiting.delete(oldest.key)
      this.#heldLines -= oldest.lines.length
      this.#give(oldest)
    }
  }

  #give(held: Held): void {
    for (const lines of byDate(held)) {
      const [first] = lines
      if (first === undefined) continue
      const entry = {
        journalCode: first.journalCode,
        journalLabel: first.journalLabel,
        number: first.entryNumber,
        date: first.entryDate,
        lines,
        firstLine: held.firstLine,
        balanced: held.balance === 0n
      }
      this.#ready.push(entry)
      this.#tally.add(entry)
    }
  }
}

/** The lines of each date when every date balances on its own, else all lines together. */
const byDate = ({ lines }: Held): ReadonlyArray<ReadonlyArray<FecLine>> => {
  if (lines.every((line) => line.entryDate === lines[0]?.entryDate)) return [lines]
  const groups = [...Map.groupBy(lines, (line) => line.entryDate).values()]
  const balances = groups.map((group) => group.reduce((sum, line) => sum + line.debit - line.credit, 0n))
  return balances.every((balance) => balance === 0n) ? groups : [lines]
}
