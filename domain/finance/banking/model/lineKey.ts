import type { ParsedLine, ParsedStatement } from "./ParsedStatement.ts"
import { accountKey } from "./StatementAccount.ts"

/**
 * What makes a line the same line in two files: a text to store or to hash, the same whatever file the line came in.
 * With the bank's own id: account, id, booking date, amount. Without: account, booking date, amount, label,
 * reference and details; never a number that restarts in each file. `occurrence` counts, from 0, the identical lines before it in its file.
 */
export const lineKey = (account: string, line: ParsedLine, occurrence: number): string =>
  JSON.stringify([account, ...identity(line), occurrence])

/** A line with its account, its key and the index of its statement in the file. */
export interface KeyedLine {
  readonly account: string
  readonly key: string
  readonly statement: number
  readonly line: ParsedLine
}

/**
 * The keys of all lines of a file. Identical lines are counted within a run of statements: an account's statements
 * that follow each other without overlap, each opening where the one before closed (the pages of one day included).
 * Statements that overlap, or copies, are other runs, so that their common lines get the same keys. A bank that cuts
 * a file within a booking day, between two lines that are identical and carry no id, makes them one: only the
 * balances can tell, and `continuityBreaks` does.
 */
export const keyedLines = (statements: ReadonlyArray<ParsedStatement>): ReadonlyArray<KeyedLine> => {
  const runs = new Map<string, Run>()
  return statements.flatMap((statement, index) => {
    const account = accountKey(statement.account)
    const before = runs.get(account)
    const counts =
      before !== undefined && follows(statement, before.last) ? before.counts : new Map<string, number>()
    runs.set(account, { last: statement, counts })
    return statement.lines.map((line): KeyedLine => {
      const same = JSON.stringify(identity(line))
      const occurrence = counts.get(same) ?? 0
      counts.set(same, occurrence + 1)
      return { account, key: lineKey(account, line, occurrence), statement: index, line }
    })
  })
}

interface Run {
  readonly last: ParsedStatement
  readonly counts: Map<string, number>
}

const follows = (next: ParsedStatement, last: ParsedStatement): boolean =>
  next.opening !== null &&
  last.closing !== null &&
  next.opening.date >= last.closing.date &&
  next.opening.minor === last.closing.minor &&
  next.opening.currency === last.closing.currency &&
  !isCopy(next, last)

const isCopy = (next: ParsedStatement, last: ParsedStatement): boolean =>
  next.statementId !== null &&
  next.statementId === last.statementId &&
  next.sequence === last.sequence &&
  next.lines.length === last.lines.length

const identity = (line: ParsedLine): ReadonlyArray<string | null> => {
  const sum = [line.bookingDate, line.minor.toString(), line.currency]
  return line.bankId === null
    ? ["content", ...sum, plain(line.label), line.reference, ...line.details.map(({ text }) => plain(text))]
    : ["id", line.bankId, ...sum]
}

/** Blanks and case differ between a bank's channels. */
const plain = (text: string): string => text.trim().replace(/\s+/g, " ").toUpperCase()
