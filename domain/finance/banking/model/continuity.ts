import type { CurrencyCode } from "../../../shared/Money.ts"
import { decimal } from "./amounts.ts"
import type { Balance, ParsedStatement } from "./ParsedStatement.ts"
import { accountKey } from "./StatementAccount.ts"
import { type StatementWarning, warning } from "./StatementWarning.ts"

/**
 * Opening plus booked lines, compared with the closing balance; null when they agree or when a balance is missing
 * or in another currency. Only lines in the statement's currency count.
 */
export const statementBreak = (statement: ParsedStatement): StatementWarning | null => {
  const { opening, closing, currency } = statement
  if (opening === null || closing === null) return null
  if (opening.currency !== currency || closing.currency !== currency) return null
  let movements = 0n
  for (const line of statement.lines) {
    if (line.status === "booked" && line.currency === currency) movements += line.minor
  }
  const computed = opening.minor + movements
  if (computed === closing.minor) return null
  return warning("continuity.statement", null, {
    opening: decimal(opening.minor, currency),
    movements: decimal(movements, currency),
    computed: decimal(computed, currency),
    closing: decimal(closing.minor, currency),
    gap: decimal(closing.minor - computed, currency)
  })
}

/** The end of a chain of statements: what an account's known statements say about its balance over time. */
export interface StatementSpan {
  readonly account: string
  readonly currency: CurrencyCode | null
  readonly opening: Balance | null
  readonly closing: Balance | null
  readonly sequence: string | null
}

/** Where the closing balance of one statement is not the opening balance of the next, by date. */
export interface ContinuityBreak {
  readonly account: string
  readonly previous: Balance
  readonly next: Balance
}

export const spanOf = (statement: ParsedStatement): StatementSpan => ({
  account: accountKey(statement.account),
  currency: statement.currency,
  opening: statement.opening,
  closing: statement.closing,
  sequence: statement.sequence
})

/**
 * The breaks in the chain of statements of each account. Statements whose periods overlap are not compared with
 * each other; among statements of the same day, the one whose opening continues the chain comes first.
 */
export const continuityBreaks = (spans: ReadonlyArray<StatementSpan>): ReadonlyArray<ContinuityBreak> => {
  const byAccount = new Map<string, Array<Link>>()
  for (const { account, currency, opening, closing } of spans) {
    if (opening === null || closing === null) continue
    if (opening.currency !== currency || closing.currency !== currency) continue
    const key = `${account} ${currency ?? ""}`
    const links = byAccount.get(key) ?? []
    if (links.length === 0) byAccount.set(key, links)
    links.push({ account, opening, closing })
  }
  return [...byAccount.values()].flatMap((links) => breaksOf(chained(unique(links))))
}

/** A break as a finding about a file. */
export const breakWarning = (found: ContinuityBreak): StatementWarning =>
  warning("continuity.statements", null, {
    account: found.account,
    closingDate: found.previous.date,
    closing: decimal(found.previous.minor, found.previous.currency),
    openingDate: found.next.date,
    opening: decimal(found.next.minor, found.next.currency),
    gap: decimal(found.next.minor - found.previous.minor, found.next.currency)
  })

interface Link {
  readonly account: string
  readonly opening: Balance
  readonly closing: Balance
}

const breaksOf = (links: ReadonlyArray<Link>): ReadonlyArray<ContinuityBreak> =>
  links.flatMap((next, index) => {
    const previous = links[index - 1]
    if (previous === undefined || next.opening.date < previous.closing.date) return []
    return next.opening.minor === previous.closing.minor
      ? []
      : [{ account: next.account, previous: previous.closing, next: next.opening }]
  })

/** A statement imported twice is one link. */
const unique = (links: ReadonlyArray<Link>): ReadonlyArray<Link> => [
  ...new Map(
    links.map((link) => {
      const { closing, opening } = link
      return [`${opening.date} ${opening.minor} ${closing.date} ${closing.minor}`, link] as const
    })
  ).values()
]

/** By closing then opening date; statements of the very same days are strung by their amounts. */
const chained = (links: ReadonlyArray<Link>): ReadonlyArray<Link> => {
  const sorted = links.toSorted(
    (a, b) => compare(a.closing.date, b.closing.date) || compare(a.opening.date, b.opening.date)
  )
  const chain: Array<Link> = []
  for (let at = 0; at < sorted.length;) {
    const first = sorted[at]
    let end = at + 1
    while (sameDays(sorted[end], first)) end++
    for (const link of strung(sorted.slice(at, end), chain.at(-1)?.closing.minor)) chain.push(link)
    at = end
  }
  return chain
}

/** Each next link is the first unused one that opens where the chain stands, else the first unused one. */
const strung = (links: ReadonlyArray<Link>, from: bigint | undefined): ReadonlyArray<Link> => {
  const unused = new Set(links)
  const byOpening = Map.groupBy(links.toReversed(), (link) => link.opening.minor)
  const chain: Array<Link> = []
  let balance = from
  while (unused.size > 0) {
    const waiting = balance === undefined ? [] : (byOpening.get(balance) ?? [])
    let next = waiting.pop()
    while (next !== undefined && !unused.has(next)) next = waiting.pop()
    const [eldest] = unused
    const link = next ?? eldest
    if (link === undefined) break
    unused.delete(link)
    chain.push(link)
    balance = link.closing.minor
  }
  return chain
}

const sameDays = (a: Link | undefined, b: Link | undefined): boolean =>
  a !== undefined && b !== undefined && a.closing.date === b.closing.date && a.opening.date === b.opening.date

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
