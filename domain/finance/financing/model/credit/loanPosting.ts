import { type Money, money } from "../../../../shared/Money.ts"
import type { FinancialEvent } from "../../../accounting/model/index.ts"
import type { LoanMovement } from "./LoanMovement.ts"

type Moved = Pick<LoanMovement, "id" | "interest" | "kind" | "on" | "principal">

/** Principal and interest stand under their own names, so that each has an account of its own. */
const item = (product: string, net: Money) =>
  net.minor === 0n ? [] : [{ product, net, vat: money(0n, net.currency) }]

/**
 * The financial event of a movement, once by its id: one entry with one line at the bank for what was paid in one sum.
 * A reversal has negative amounts, which a rule posts as the mirror. None where there is no amount.
 */
export const loanPosting = (movement: Moved, purpose: string): FinancialEvent | undefined => {
  const { id, interest, kind, on, principal } = movement
  const [first, ...rest] = [...item("PRINCIPAL", principal), ...item("INTEREST", interest)]
  if (first === undefined) return undefined
  return {
    id: `loan:${id}`,
    type: `credit.${kind}`,
    date: on,
    label: purpose,
    items: [first, ...rest]
  }
}
