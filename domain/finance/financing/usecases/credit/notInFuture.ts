import { Effect } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { LoanDayInFuture } from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"

/** Money moved on a day that has come in France; one that is still to come is refused. */
export const notInFuture = Effect.fnUntraced(function* (on: LocalDate) {
  const now = yield* today
  if (on > now) return yield* new LoanDayInFuture({ on, today: now })
})
