import { Result } from "effect"
import { type CurrencyCode, type Money, money } from "../../../../shared/Money.ts"
import type { AccountCode } from "../books/Account.ts"
import type { EntryLine, NewEntry } from "../ledger/Entry.ts"
import type { VatCode } from "../books/VatCode.ts"
import { UnknownVatCodes } from "../ledger/errors.ts"
import { CurrencyPairApart, NoPostingRule, NothingToPost, NoVatAccount, SeveralJournals } from "./errors.ts"
import { type EventItem, type FinancialEvent, sign } from "./FinancialEvent.ts"
import type { NewPostingRule } from "./PostingRule.ts"
import { ruleFor } from "./ruleFor.ts"

export type MappingRefusal =
  | NoPostingRule
  | NoVatAccount
  | SeveralJournals
  | NothingToPost
  | CurrencyPairApart
  | UnknownVatCodes

interface Mapped {
  readonly item: EventItem
  readonly rule: NewPostingRule
  readonly vatAccount: AccountCode | undefined
}

/**
 * The one balanced entry of an event: a line for each control account, one for each net account, VAT code and
 * sections, one for each VAT account and code. Amounts are added, never recomputed; what comes to nothing has no line.
 * `rules` are the active ones of the event's type. The net line keeps the VAT code: it is the base of that code.
 * Where the event gives pairs of currencies each line keeps its own, and both sides are equal in both currencies.
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
  const sums = sumsOf(event, mapped.success)
  const apart = sums.find(
    ({ foreign, minor }) => foreign !== undefined && sign(foreign.minor) !== sign(minor)
  )
  if (apart !== undefined) return Result.fail(pairApart(apart))
  const lines = sums.flatMap(sided)
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

/** What a line says, and its amount in both currencies; positive is debit. */
interface Sum {
  readonly line: Omit<EntryLine, "debit" | "credit" | "foreign">
  readonly currency: CurrencyCode
  readonly minor: bigint
  readonly foreign: Money | undefined
}

const sumsOf = ({ dueDate, party }: FinancialEvent, mapped: ReadonlyArray<Mapped>): ReadonlyArray<Sum> => {
  const [control, net, vat]: [Sums, Sums, Sums] = [new Map(), new Map(), new Map()]
  for (const { item, rule, vatAccount } of mapped) {
    const factor = rule.side === "debit" ? 1n : -1n
    const code = item.vatCode === undefined ? {} : { vatCode: item.vatCode }
    const sections = item.analytics === undefined ? {} : { analytics: sorted(item.analytics) }
    const owed = {
      ...(party === undefined ? {} : { party }),
      ...(dueDate === undefined ? {} : { dueDate })
    }
    const onNet = isThirdParty(rule.netAccount) && !isThirdParty(rule.controlAccount)
    const whole = { account: rule.controlAccount, ...(onNet ? {} : owed) }
    const { foreign } = item
    add(control, whole, factor, item.net, foreign?.net)
    add(control, whole, factor, item.vat, foreign?.vat)
    const part = { account: rule.netAccount, ...(onNet ? owed : {}), ...code, ...sections }
    add(net, part, -factor, item.net, foreign?.net)
    if (vatAccount !== undefined) add(vat, { account: vatAccount, ...code }, -factor, item.vat, foreign?.vat)
  }
  return [control, net, vat].flatMap((sums) => [...sums.values()])
}

/** Customers and suppliers: where only the net account is one, the party and its due date belong there. */
const isThirdParty = (account: AccountCode) => account.startsWith("411") || account.startsWith("401")

type Sums = Map<string, Sum>

const sorted = (analytics: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(analytics).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const add = (
  sums: Sums,
  line: Sum["line"],
  factor: bigint,
  { currency, minor }: Money,
  foreign: Money | undefined
) => {
  const key = JSON.stringify(line)
  const before = sums.get(key)
  sums.set(key, {
    line,
    currency,
    minor: (before?.minor ?? 0n) + factor * minor,
    foreign:
      foreign === undefined
        ? undefined
        : money((before?.foreign?.minor ?? 0n) + factor * foreign.minor, foreign.currency)
  })
}

const pairApart = ({ currency, foreign, line, minor }: Sum) =>
  new CurrencyPairApart({
    account: line.account,
    amount: money(minor, currency),
    foreign: foreign ?? money(0n, currency)
  })

const sided = ({ currency, foreign, line, minor }: Sum): ReadonlyArray<EntryLine> => {
  if (minor === 0n) return []
  const pair = foreign === undefined ? {} : { foreign: money(abs(foreign.minor), foreign.currency) }
  const amount = money(abs(minor), currency)
  return [{ ...line, ...pair, ...(minor > 0n ? { debit: amount } : { credit: amount }) }]
}

const abs = (minor: bigint) => (minor < 0n ? -minor : minor)
