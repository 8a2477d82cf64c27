import { Result } from "effect"
import type { MemberId } from "../../../platform/identity/model/index.ts"
import { EUR, money } from "../../../shared/Money.ts"
import {
  type AccountCode,
  type EntryLine,
  NoPostingRule,
  UnknownVatCodes,
  type VatCode
} from "../../accounting/model/index.ts"
import type { CardExpense } from "./CardExpense.ts"
import type { CardMovement } from "./CardPayment.ts"
import { ExpenseRefused } from "./errors.ts"

/** The event whose posting rule names, by its net account, where what a holder owes stands: of the holder, or of all. */
export const personalEvent = "cards.personal"

/** The product of the rule for one holder: the last 20 hexadecimal digits of the id of the member who answers for the card. */
export const holderCode = (memberId: MemberId) => memberId.replaceAll("-", "").slice(-20)

/** An active VAT code of the books, and the account on which what it recovers stands. */
export interface KnownVat {
  readonly direction: VatCode["direction"]
  readonly rateBasisPoints: VatCode["rateBasisPoints"]
  readonly account: AccountCode
}

/** What is known around an expense. */
export interface ExpenseFacts {
  readonly receipts: number
  /** By code. */
  readonly vat: ReadonlyMap<string, KnownVat>
  readonly personalAccount: AccountCode | undefined
  readonly analytics: Readonly<Record<string, string>>
}

type Movement = Pick<CardMovement, "amount" | "kind">

/**
 * The lines that say what a movement was: each category and its VAT, in the order of the receipt, then its holder; or why
 * it cannot be that.
 */
export const expenseLines = (
  movement: Movement,
  expense: CardExpense,
  facts: ExpenseFacts
): Result.Result<ReadonlyArray<EntryLine>, ExpenseRefused | NoPostingRule | UnknownVatCodes> => {
  const unknown = expense.lines.flatMap(({ vatCode }) =>
    vatCode === null || facts.vat.has(vatCode) ? [] : [vatCode]
  )
  if (unknown.length > 0) return Result.fail(new UnknownVatCodes({ codes: [...new Set(unknown)] }))
  const personal = expense.personal?.minor ?? 0n
  const said = expense.lines.reduce((sum, { amount }) => sum + amount.minor, personal)
  const reason = refusal(movement, said, expense.lines, facts)
  if (reason !== undefined) {
    return Result.fail(new ExpenseRefused({ reason, amount: movement.amount, said: money(said, EUR) }))
  }
  const { personalAccount } = facts
  if (personal > 0n && personalAccount === undefined) {
    const items = [{ item: 1, product: null, vatCode: null }]
    return Result.fail(new NoPostingRule({ eventType: personalEvent, items }))
  }
  const side = sideOf(movement.kind)
  return Result.succeed([
    ...expense.lines.flatMap((line) => entryLinesOf(line, facts, side)),
    ...(personalAccount === undefined || personal === 0n
      ? []
      : [{ account: personalAccount, ...side(personal) }])
  ])
}

const sideOf = (kind: Movement["kind"]) => (minor: bigint) =>
  kind === "refund" ? { credit: money(minor, EUR) } : { debit: money(minor, EUR) }

type ExpenseLine = CardExpense["lines"][number]

const entryLinesOf = (
  { account, amount, vat, vatCode }: ExpenseLine,
  { analytics, vat: known }: ExpenseFacts,
  side: ReturnType<typeof sideOf>
): ReadonlyArray<EntryLine> => {
  const recovered = vat?.minor ?? 0n
  const code = vatCode === null ? {} : { vatCode }
  const sections = Object.keys(analytics).length === 0 ? {} : { analytics }
  const vatAccount = known.get(vatCode ?? "")?.account
  return [
    { account, ...code, ...sections, ...side(amount.minor - recovered) },
    ...(vatAccount === undefined || recovered === 0n
      ? []
      : [{ account: vatAccount, ...code, ...side(recovered) }])
  ]
}

const refusal = (
  { amount, kind }: Movement,
  said: bigint,
  lines: ReadonlyArray<ExpenseLine>,
  { receipts, vat: known }: ExpenseFacts
): ExpenseRefused["reason"] | undefined => {
  if (kind === "release") return "released"
  if (said !== amount.minor) return "sum-differs"
  const taxed = lines.flatMap((line) => {
    const code = known.get(line.vatCode ?? "")
    return code === undefined ? [] : [{ code, paid: line.amount.minor, vat: line.vat?.minor ?? 0n }]
  })
  if (taxed.length > 0 && receipts === 0) return "receipt-missing"
  if (taxed.some(({ code }) => code.direction !== "deductible")) return "vat-not-deductible"
  return taxed.some(({ code, paid, vat }) => vat >= paid || (code.rateBasisPoints === 0 && vat > 0n))
    ? "vat-too-high"
    : undefined
}

/**
 * The lines of an entry of a movement with what it was said anew: the money's side stays, the other one is `lines`. An
 * amount in another currency stays with one line that takes the place of one; of several, the receipt says none.
 */
export const restated = (
  entry: ReadonlyArray<EntryLine>,
  kind: CardMovement["kind"],
  lines: ReadonlyArray<EntryLine>
): ReadonlyArray<EntryLine> => {
  const ofMoney = ({ credit, debit }: EntryLine) => (kind === "refund" ? debit : credit) !== undefined
  const [before, ...more] = entry.filter((line) => !ofMoney(line))
  const pair = lines.length === 1 && more.length === 0 ? before?.foreign : undefined
  const kept = entry.filter(ofMoney)
  if (pair === undefined) return [...kept.map(({ foreign: _, ...line }) => line), ...lines]
  return [...kept, ...lines.map((line) => ({ ...line, foreign: pair }))]
}
