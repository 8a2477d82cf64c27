import { Effect } from "effect"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { Overdrafts } from "../../../../../ports/finance/Overdrafts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { type NewOverdraft, OverdraftId, OverdraftInOtherCurrency } from "../../model/index.ts"

/** Keeps an overdraft that a bank grants on an account; an account has one at a time. */
export const registerOverdraft = Effect.fn("credit.registerOverdraft")(function* (wanted: NewOverdraft) {
  const { write } = yield* UnitOfWork
  const { account } = yield* BankFeed
  const { add } = yield* Overdrafts
  const events = yield* Events
  const id = OverdraftId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const { bankAccountId, limit } = wanted
      const { currency } = yield* account(bankAccountId)
      if (limit.currency !== currency) {
        return yield* new OverdraftInOtherCurrency({ given: limit.currency, account: currency })
      }
      const added = yield* add(id, wanted)
      yield* events.publish({ type: "credit.overdraft.registered", entityId: id, payload: { bankAccountId } })
      return added
    })
  )
})
