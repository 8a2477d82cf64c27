import { Effect } from "effect"
import { BankConditions } from "../../../../../ports/finance/BankConditions.ts"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { CurrencyCode, Money } from "../../../../shared/Money.ts"
import type { BankAccountId } from "../../../banking/model/index.ts"
import { type BankFee, ConditionsCurrencyDiffers, type NewAccountConditions } from "../../model/index.ts"

/** Says what the bank may bill on an account from a day on; said anew for the same day, it takes its place. */
export const setConditions = Effect.fn("treasury.setConditions")(function* (
  id: BankAccountId,
  version: number,
  conditions: NewAccountConditions
) {
  const { write } = yield* UnitOfWork
  const { account } = yield* BankFeed
  const { set } = yield* BankConditions
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { currency } = yield* account(id)
      const other = conditions.fees.flatMap(currenciesOf).find((one) => one !== currency)
      if (other !== undefined) {
        return yield* new ConditionsCurrencyDiffers({ account: currency, asked: other })
      }
      const saved = yield* set(id, version, conditions)
      const { validFrom } = conditions
      yield* events.publish({ type: "treasury.conditions.set", entityId: id, payload: { validFrom } })
      return saved
    })
  )
})

const currenciesOf = ({ basis }: BankFee): ReadonlyArray<CurrencyCode> => {
  const amounts: ReadonlyArray<Money | null> = [
    "amount" in basis ? basis.amount : null,
    "minimum" in basis ? basis.minimum : null
  ]
  return amounts.flatMap((amount) => (amount === null ? [] : [amount.currency]))
}
