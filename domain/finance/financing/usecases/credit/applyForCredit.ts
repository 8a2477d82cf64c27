import { DateTime, Effect } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  applyForCreditKind,
  CreditApplicationId,
  type NewCreditApplication,
  scheduleOf,
  termsOf
} from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

/** Applies for a loan: kept with the moment of its consents, and sent once by the worker. */
export const applyForCredit = Effect.fn("credit.apply")(function* ({
  consents: _,
  ...wanted
}: NewCreditApplication) {
  const { write } = yield* UnitOfWork
  const credits = yield* Credits
  const events = yield* Events
  yield* Effect.fromResult(scheduleOf(termsOf(wanted, yield* today)))
  const id = CreditApplicationId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const now = yield* DateTime.now
  return yield* write(
    Effect.gen(function* () {
      yield* openIntent(applyForCreditKind, {
        connectionId: wanted.connectionId,
        businessKey: id,
        amount: wanted.amount,
        payload: { creditApplicationId: id }
      })
      const added = yield* credits.addApplication(id, wanted, now)
      yield* events.publish({
        type: "credit.application.requested",
        entityId: id,
        payload: { purpose: wanted.purpose }
      })
      return added
    })
  )
})
