import { Effect } from "effect"
import { Overdrafts } from "../../../../../ports/finance/Overdrafts.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { Money } from "../../../../shared/Money.ts"
import { type Month, type OverdraftId, periodOf } from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"
import { addBooking } from "./addBooking.ts"

/** Books a month of an overdraft that is over, with its entry; months in their order, each once. */
export const bookOverdraft = Effect.fn("credit.bookOverdraft")(function* (
  id: OverdraftId,
  month: Month,
  charges: Money
) {
  const { write } = yield* UnitOfWork
  const overdrafts = yield* Overdrafts
  const now = yield* today
  return yield* write(
    Effect.gen(function* () {
      const overdraft = yield* overdrafts.overdraft(id, "hold")
      const before = yield* overdrafts.bookings(id)
      const period = yield* Effect.fromResult(periodOf(overdraft, before, month, now))
      return yield* addBooking(overdraft, before, period, charges)
    })
  )
})
