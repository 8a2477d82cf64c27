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

/** What is known around an expense. */
export interface ExpenseFacts {
  readonly receipts: number
  /** The active code that the expense names. */
  readonly vat: Pick<VatCode, "direction" | "rateBasisPoints"> | undefined
  readonly vatAccount: AccountCode | undefined
  readonly personalAccount: AccountCode | undefined
  readonly analytics: Readonly<Record<string, string>>
}

type Movement = Pick<CardMovement, "amount" | "kind">

/** The lines that say what a movement was: of its category, of its VAT, of its holder; or why it cannot be that. */
export const expenseLines = (
  movement: Movement,
  expense: CardExpense,
  facts: ExpenseFacts
): Result.Result<ReadonlyArray<EntryLine>, ExpenseRefused | NoPostingRule | UnknownVatCodes> => {
  const { account, vatCode } = expense
  if (vatCode !== null && facts.vat === undefined)
    return Result.fail(new UnknownVatCodes({ codes: [vatCode] }))
  const reason = refusal(movement, expense, facts)
  if (reason !== undefined) return Result.fail(new ExpenseRefused({ reason, amount: movement.amount }))
  const { net, personal, vat } = partsOf(movement, expense)
  const { analytics, personalAccount, vatAccount } = facts
  if (personal > 0n && personalAccount === undefined) {
    const items = [{ item: 1, product: null, vatCode: null }]
    return Result.fail(new NoPostingRule({ eventType: personalEvent, items }))
  }
  const side = (minor: bigint) =>
    movement.kind === "refund" ? { credit: money(minor, EUR) } : { debit: money(minor, EUR) }
  const code = vatCode === null ? {} : { vatCode }
  const sections = Object.keys(analytics).length === 0 ? {} : { analytics }
  return Result.succeed([
    ...(account === null || net === 0n ? [] : [{ account, ...code, ...sections, ...side(net) }]),
    ...(vatAccount === undefined || vat === 0n ? [] : [{ account: vatAccount, ...code, ...side(vat) }]),
    ...(personalAccount === undefined || personal === 0n
      ? []
      : [{ account: personalAccount, ...side(personal) }])
  ])
}

const partsOf = ({ amount }: Movement, expense: CardExpense) => {
  const personal = expense.personal?.minor ?? 0n
  const vat = expense.vat?.minor ?? 0n
  const rest = amount.minor - personal
  return { personal, rest, vat, net: rest - vat }
}

const refusal = (
  movement: Movement,
  expense: CardExpense,
  { receipts, vat: code }: ExpenseFacts
): ExpenseRefused["reason"] | undefined => {
  const { net, rest, vat } = partsOf(movement, expense)
  if (movement.kind === "release") return "released"
  if (rest < 0n) return "personal-above-amount"
  if (rest > 0n && expense.account === null) return "account-missing"
  if (rest === 0n && (expense.account !== null || expense.vatCode !== null)) return "nothing-left"
  if (expense.vatCode === null || code === undefined) return undefined
  if (receipts === 0) return "receipt-missing"
  if (code.direction !== "deductible") return "vat-not-deductible"
  return net <= 0n || (code.rateBasisPoints === 0 && vat > 0n) ? "vat-too-high" : undefined
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
