import { Result } from "effect"
import { type CurrencyCode, money } from "../../../../shared/Money.ts"
import type { AccountCode } from "../books/Account.ts"
import type { EntryLine, NewEntry } from "../ledger/Entry.ts"
import type { VatCode } from "../books/VatCode.ts"
import { UnknownVatCodes } from "../ledger/errors.ts"
import { NoPostingRule, NothingToPost, NoVatAccount, SeveralJournals } from "./errors.ts"
import type { EventItem, FinancialEvent } from "./FinancialEvent.ts"
import type { NewPostingRule } from "./PostingRule.ts"
import { ruleFor } from "./ruleFor.ts"

export type MappingRefusal = NoPostingRule | NoVatAccount | SeveralJournals | NothingToPost | UnknownVatCodes

interface Mapped {
  readonly item: EventItem
  readonly rule: NewPostingRule
  readonly vatAccount: AccountCode | undefined
}

/**
 * The one balanced entry of an event: a line for each control account, one for each net account, VAT code and
 * sections, one for each VAT account and code. Amounts are added, never recomputed; what comes to nothing has no line.
 * `rules` are the active ones of the event's type. The net line keeps the VAT code: it is the base of that code.
 */
export const entryOfEvent = (
  event: FinancialEvent,
  rules: ReadonlyArray<NewPostingRule>,
  vatCodes: ReadonlyArray<VatCode>
): Result.Result<NewEntry, MappingRefusal> => {
  const unknown = codesOf(event).filter((code) => !vatCodes.some((one) => one.active && one.code === code))
  if (unknown.length > 0) return Result.fail(new UnknownVatCodes({ codes: unknown }))
  const mapped = mapItems(event, rules, vatCodes)
  if (Result.isFailure(mapped)) return Result.fail(mapped.failure)
  const [journal, ...others] = [...new Set(mapped.success.map(({ rule }) => rule.journal))]
  if (journal === undefined) return Result.fail(new NothingToPost())
  if (others.length > 0) return Result.fail(new SeveralJournals({ journals: [journal, ...others] }))
  const lines = linesOf(event, mapped.success)
  if (lines.length === 0) return Result.fail(new NothingToPost())
  const { date, documentDate, documentRef, label } = event
  return Result.succeed({
    journal,
    date,
    label,
    ...(documentRef === undefined ? {} : { documentRef }),
    ...(documentDate === undefined ? {} : { documentDate }),
    lines
  })
}

const codesOf = ({ items }: FinancialEvent) => [
  ...new Set(items.flatMap(({ vatCode }) => (vatCode === undefined ? [] : [vatCode])))
]

const mapItems = (
  { items, type }: FinancialEvent,
  rules: ReadonlyArray<NewPostingRule>,
  vatCodes: ReadonlyArray<VatCode>
): Result.Result<ReadonlyArray<Mapped>, MappingRefusal> => {
  const mapped: Array<Mapped> = []
  const without: Array<NoPostingRule["items"][number]> = []
  const noAccount: Array<number> = []
  for (const [at, item] of items.entries()) {
    const rule = ruleFor(rules, item)
    if (rule === undefined) {
      without.push({ item: at + 1, product: item.product ?? null, vatCode: item.vatCode ?? null })
      continue
    }
    const vatAccount = rule.vatAccount ?? vatCodes.find(({ code }) => code === item.vatCode)?.account
    if (vatAccount === undefined && item.vat.minor !== 0n) noAccount.push(at + 1)
    mapped.push({ item, rule, vatAccount })
  }
  if (without.length > 0) return Result.fail(new NoPostingRule({ eventType: type, items: without }))
  return noAccount.length > 0 ? Result.fail(new NoVatAccount({ items: noAccount })) : Result.succeed(mapped)
}

/** Amounts by what their line says; positive is debit. */
type Sums = Map<string, { readonly line: Omit<EntryLine, "debit" | "credit">; minor: bigint }>

const linesOf = ({ dueDate, items, party }: FinancialEvent, mapped: ReadonlyArray<Mapped>) => {
  const [control, net, vat]: [Sums, Sums, Sums] = [new Map(), new Map(), new Map()]
  for (const { item, rule, vatAccount } of mapped) {
    const sign = rule.side === "debit" ? 1n : -1n
    const code = item.vatCode === undefined ? {} : { vatCode: item.vatCode }
    const sections = item.analytics === undefined ? {} : { analytics: sorted(item.analytics) }
    add(
      control,
      {
        account: rule.controlAccount,
        ...(party === undefined ? {} : { party }),
        ...(dueDate === undefined ? {} : { dueDate })
      },
      sign * (item.net.minor + item.vat.minor)
    )
    add(net, { account: rule.netAccount, ...code, ...sections }, -sign * item.net.minor)
    if (vatAccount !== undefined) add(vat, { account: vatAccount, ...code }, -sign * item.vat.minor)
  }
  const currency = items[0]?.net.currency
  return currency === undefined
    ? []
    : [control, net, vat].flatMap((sums) => [...sums.values()].flatMap((sum) => sided(sum, currency)))
}

const sorted = (analytics: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(analytics).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const add = (sums: Sums, line: Omit<EntryLine, "debit" | "credit">, minor: bigint) => {
  const key = JSON.stringify(line)
  const sum = sums.get(key)
  if (sum === undefined) sums.set(key, { line, minor })
  else sum.minor += minor
}

const sided = (
  { line, minor }: { readonly line: Omit<EntryLine, "debit" | "credit">; readonly minor: bigint },
  currency: CurrencyCode
): ReadonlyArray<EntryLine> => {
  if (minor === 0n) return []
  return [
    minor > 0n ? { ...line, debit: money(minor, currency) } : { ...line, credit: money(-minor, currency) }
  ]
}
