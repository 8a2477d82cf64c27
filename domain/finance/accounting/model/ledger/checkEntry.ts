import { Result } from "effect"
import type { Permission } from "../../../../shared/Permission.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { type CurrencyCode, money } from "../../../../shared/Money.ts"
import type { AccountCode } from "../books/Account.ts"
import type { Period } from "../books/Period.ts"
import type { EntryLine, NewEntry } from "./Entry.ts"
import { MissingSections, UnusableSections } from "../analytics/errors.ts"
import {
  NoFiscalYear,
  PeriodClosed,
  UnbalancedEntry,
  UnknownVatCodes,
  UnusableAccounts,
  WrongCurrency
} from "./errors.ts"

/** What the books say about an entry that wants in: read and locked in the same unit of work. */
export interface PostingContext {
  readonly currency: CurrencyCode
  readonly period: Period | undefined
  /** The first date after the entry's that an ordinary actor may post to. */
  readonly nextOpen: LocalDate | null
  readonly unknownAccounts: ReadonlyArray<AccountCode>
  readonly inactiveAccounts: ReadonlyArray<AccountCode>
  readonly unknownVatCodes: ReadonlyArray<string>
  readonly unusableSections: UnusableSections["sections"]
  /** Active axes that some accounts need, by the beginning of their code. */
  readonly requiredAxes: ReadonlyArray<{ readonly code: string; readonly requiredFor: ReadonlyArray<string> }>
}

export type EntryRefusal =
  | WrongCurrency
  | UnbalancedEntry
  | UnusableAccounts
  | UnknownVatCodes
  | UnusableSections
  | MissingSections
  | NoFiscalYear
  | PeriodClosed

type Rule = (
  entry: NewEntry,
  context: PostingContext,
  permissions: ReadonlySet<Permission>
) => EntryRefusal | undefined

/** The period that the entry goes to, or the first rule that it breaks. */
export const checkEntry = (
  entry: NewEntry,
  context: PostingContext,
  permissions: ReadonlySet<Permission>
): Result.Result<Period, EntryRefusal> => {
  for (const rule of rules) {
    const refusal = rule(entry, context, permissions)
    if (refusal !== undefined) return Result.fail(refusal)
  }
  return context.period === undefined
    ? Result.fail(new NoFiscalYear({ date: entry.date }))
    : Result.succeed(context.period)
}

const inCompanyCurrency: Rule = ({ lines }, { currency }) => {
  const wrong = lines.findIndex((line) => sideOf(line).currency !== currency)
  const line = lines[wrong]
  return line === undefined
    ? undefined
    : new WrongCurrency({ line: wrong + 1, expected: currency, received: sideOf(line).currency })
}

const balanced: Rule = ({ lines }, { currency }) => {
  const debit = lines.reduce((sum, line) => sum + (line.debit?.minor ?? 0n), 0n)
  const credit = lines.reduce((sum, line) => sum + (line.credit?.minor ?? 0n), 0n)
  return debit === credit
    ? undefined
    : new UnbalancedEntry({ debit: money(debit, currency), credit: money(credit, currency) })
}

const onUsableAccounts: Rule = (_, { inactiveAccounts: inactive, unknownAccounts: unknown }) =>
  unknown.length + inactive.length === 0 ? undefined : new UnusableAccounts({ unknown, inactive })

const withKnownVat: Rule = (_, { unknownVatCodes: codes }) =>
  codes.length === 0 ? undefined : new UnknownVatCodes({ codes })

const inOpenPeriod: Rule = ({ date, lines }, { nextOpen, period }, permissions) => {
  if (period === undefined) return new NoFiscalYear({ date })
  const vatLocked = period.vatLocked && lines.some(({ vatCode }) => vatCode !== undefined)
  const open =
    period.state === "open" ||
    (period.state === "soft_locked" && permissions.has("accounting:post-when-soft-locked"))
  return open && !vatLocked ? undefined : new PeriodClosed({ date, state: period.state, vatLocked, nextOpen })
}

const inUsableSections: Rule = (_, { unusableSections: sections }) =>
  sections.length === 0 ? undefined : new UnusableSections({ sections })

const withRequiredSections: Rule = ({ lines }, { requiredAxes }) => {
  const missing = lines.flatMap(({ account, analytics }, at) =>
    requiredAxes
      .filter(({ code, requiredFor }) => analytics?.[code] === undefined && startsAny(account, requiredFor))
      .map(({ code }) => ({ line: at + 1, account, axis: code }))
  )
  return missing.length === 0 ? undefined : new MissingSections({ missing })
}

const startsAny = (account: string, prefixes: ReadonlyArray<string>) =>
  prefixes.some((prefix) => account.startsWith(prefix))

const rules: ReadonlyArray<Rule> = [
  inCompanyCurrency,
  balanced,
  onUsableAccounts,
  withKnownVat,
  inUsableSections,
  withRequiredSections,
  inOpenPeriod
]

/** A mirror has the sections of what it undoes, which may be older than what is asked of new lines. */
export const forMirror = (context: PostingContext): PostingContext => ({
  ...context,
  unusableSections: [],
  requiredAxes: []
})

/** The one amount that a line carries. */
export const sideOf = (line: EntryLine) => {
  const side = line.debit ?? line.credit
  if (side === undefined) throw new RangeError("a line has a debit or a credit")
  return side
}

/** The same lines on the other side: what undoes an entry. Both sides' sums stay equal. */
export const reversedLines = (lines: ReadonlyArray<EntryLine>): ReadonlyArray<EntryLine> =>
  lines.map(({ credit, debit, ...rest }) => ({
    ...rest,
    ...(debit === undefined ? {} : { credit: debit }),
    ...(credit === undefined ? {} : { debit: credit })
  }))
