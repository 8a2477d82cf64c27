import { Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { PostingRules } from "../../../../ports/finance/PostingRules.ts"
import { ruleFor } from "../../accounting/model/index.ts"
import {
  type Card,
  type CardExpense,
  type CardMovement,
  type CardPayment,
  expenseLines,
  holderCode,
  personalEvent
} from "../model/index.ts"

/** The lines of what is said of a movement, on the accounts of the books' VAT codes and the company's posting rules. */
export const expenseParts = Effect.fnUntraced(function* (
  movement: CardMovement,
  { merchantCategory, receipts }: CardPayment,
  expense: CardExpense,
  { analytics, memberId }: Pick<Card, "analytics" | "memberId">
) {
  const { active } = yield* PostingRules
  const { vatCodes } = yield* Books
  const named = new Set(expense.lines.flatMap(({ vatCode }) => vatCode ?? []))
  const rules = yield* active(["cards.purchase", personalEvent])
  const ofType = (type: string) => rules.filter(({ eventType }) => eventType === type)
  const product = merchantCategory === null ? {} : { product: merchantCategory }
  const vat = (yield* vatCodes)
    .filter(({ active: used, code }) => used && named.has(code))
    .map(({ account, code, direction, rateBasisPoints }) => {
      const ruled = ruleFor(ofType("cards.purchase"), { ...product, vatCode: code })
      return [code, { direction, rateBasisPoints, account: ruled?.vatAccount ?? account }] as const
    })
  return yield* Effect.fromResult(
    expenseLines(movement, expense, {
      receipts: receipts.length,
      vat: new Map(vat),
      personalAccount: ruleFor(
        ofType(personalEvent),
        memberId === null ? {} : { product: holderCode(memberId) }
      )?.netAccount,
      analytics
    })
  )
})
