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
  const { vatCode } = expense
  const vat = (yield* vatCodes).find((one) => one.active && one.code === vatCode)
  const rules = yield* active(["cards.purchase", personalEvent])
  const ofType = (type: string) => rules.filter(({ eventType }) => eventType === type)
  const item = {
    ...(merchantCategory === null ? {} : { product: merchantCategory }),
    ...(vatCode === null ? {} : { vatCode })
  }
  return yield* Effect.fromResult(
    expenseLines(movement, expense, {
      receipts: receipts.length,
      vat,
      vatAccount: ruleFor(ofType("cards.purchase"), item)?.vatAccount ?? vat?.account,
      personalAccount: ruleFor(
        ofType(personalEvent),
        memberId === null ? {} : { product: holderCode(memberId) }
      )?.netAccount,
      analytics
    })
  )
})
