import { type ContinuityBreak, continuityBreaks, spanOf, type StatementSpan } from "./continuity.ts"
import { type KeyedLine, keyedLines } from "./lineKey.ts"
import { matchPending, type MovementFacts } from "./matchPending.ts"
import type { LineStatus, ParsedStatement } from "./ParsedStatement.ts"

/** A line already stored: its key, and the keys of the pending lines it took over when it was booked. */
export interface KnownLine extends MovementFacts {
  readonly key: string
  readonly status: LineStatus
  readonly settles: ReadonlyArray<string>
}

/** What is stored of the accounts of a file: all lines and statements, or those around the file's dates. */
export interface KnownStatements {
  readonly lines: ReadonlyArray<KnownLine>
  readonly statements: ReadonlyArray<StatementSpan>
}

/** A pending line, stored or in the file, that the booked line `by`, stored or in the file, stands for. */
export interface Settlement {
  readonly pending: string
  readonly by: string
}

/** What an import would do. Nothing is lost: each line of the file is added, a duplicate, or settled. */
export interface ImportPlan {
  /** Lines to store. */
  readonly added: ReadonlyArray<KeyedLine>
  /** Lines already stored, or standing twice in the file. */
  readonly duplicates: ReadonlyArray<KeyedLine>
  /** Pending lines to replace by their booked twin; when both keys are equal the stored line becomes booked. */
  readonly settled: ReadonlyArray<Settlement>
  /** Breaks between statements that are new with this file. */
  readonly breaks: ReadonlyArray<ContinuityBreak>
}

/**
 * Compares a file with what is stored. Booked lines come first, so that the order in which a bank's files are
 * imported makes no difference: a pending line is replaced by its booked twin, or is never added when the twin is
 * already there. Pure: the caller stores what the plan says.
 */
export const planImport = (
  known: KnownStatements,
  statements: ReadonlyArray<ParsedStatement>
): ImportPlan => {
  const lines = keyedLines(statements)
  const pending = lines.filter(({ line }) => line.status === "pending")
  const firm = addFirm(
    known,
    lines.filter(({ line }) => line.status !== "pending")
  )
  const waiting = addPending(known, firm, pending)
  return {
    added: [...firm.added, ...waiting.added],
    duplicates: [...firm.duplicates, ...waiting.duplicates],
    settled: [...firm.settled, ...waiting.settled],
    breaks: newBreaks(known.statements, statements.map(spanOf))
  }
}

interface Part {
  readonly added: ReadonlyArray<KeyedLine>
  readonly duplicates: ReadonlyArray<KeyedLine>
  readonly settled: ReadonlyArray<Settlement>
}

/** Lines that are not pending: new unless their key is stored; the new ones settle pending lines that are stored. */
const addFirm = (known: KnownStatements, lines: ReadonlyArray<KeyedLine>): Part => {
  const stored = new Set(known.lines.flatMap((line) => (line.status === "pending" ? [] : [line.key])))
  const { duplicates, fresh } = sorted(lines, stored)
  const keys = new Set(fresh.map(({ key }) => key))
  const waiting = known.lines.filter(({ status }) => status === "pending")
  const same = waiting.filter(({ key }) => keys.has(key)).map(({ key }) => key)
  const settledKeys = new Set(same)
  const pairs = matchPending(
    waiting.filter(({ key }) => !settledKeys.has(key)),
    fresh.filter(({ key, line }) => line.status === "booked" && !settledKeys.has(key)).map(factsOf)
  )
  return {
    added: fresh,
    duplicates,
    settled: [
      ...same.map((key) => ({ pending: key, by: key })),
      ...pairs.map((pair) => ({ pending: pair.pending.key, by: pair.booked.key }))
    ]
  }
}

/** Pending lines: new unless stored, taken over before, or already booked. */
const addPending = (known: KnownStatements, firm: Part, lines: ReadonlyArray<KeyedLine>): Part => {
  const booked = [
    ...known.lines.filter(({ status }) => status === "booked"),
    ...firm.added.filter(({ line }) => line.status === "booked").map(factsOf)
  ]
  const stored = new Set([
    ...known.lines.flatMap((line) => [line.key, ...line.settles]),
    ...firm.added.map(({ key }) => key)
  ])
  const { duplicates, fresh } = sorted(lines, stored)
  const taken = new Set(firm.settled.map(({ by }) => by))
  const free = booked.filter(({ key, settles }) => settles.length === 0 && !taken.has(key))
  const pairs = matchPending(fresh.map(factsOf), free)
  const settled = pairs.map((pair) => ({ pending: pair.pending.key, by: pair.booked.key }))
  const gone = new Set(settled.map(({ pending }) => pending))
  return { added: fresh.filter(({ key }) => !gone.has(key)), duplicates, settled }
}

/** The lines whose key is not yet stored and stands for the first time, and the others. */
const sorted = (lines: ReadonlyArray<KeyedLine>, stored: ReadonlySet<string>) => {
  const seen = new Set(stored)
  const fresh: Array<KeyedLine> = []
  const duplicates: Array<KeyedLine> = []
  for (const line of lines) {
    ;(seen.has(line.key) ? duplicates : fresh).push(line)
    seen.add(line.key)
  }
  return { fresh, duplicates }
}

/** A line of the file as it will be known once stored. */
const factsOf = ({ account, key, line }: KeyedLine): KnownLine => ({
  account,
  key,
  status: line.status,
  bookingDate: line.bookingDate,
  counterparty: line.counterparty,
  currency: line.currency,
  label: line.label,
  minor: line.minor,
  references: line.references,
  settles: []
})

const newBreaks = (
  known: ReadonlyArray<StatementSpan>,
  added: ReadonlyArray<StatementSpan>
): ReadonlyArray<ContinuityBreak> => {
  const old = new Set(continuityBreaks(known).map(textOf))
  return continuityBreaks([...known, ...added]).filter((found) => !old.has(textOf(found)))
}

const textOf = ({ account, next, previous }: ContinuityBreak): string =>
  [account, previous.date, previous.minor, next.date, next.minor, next.currency].join(" ")
