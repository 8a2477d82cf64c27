import { Effect } from "effect"
import { Overdrafts } from "../../../../../ports/finance/Overdrafts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { type Money, money } from "../../../../shared/Money.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { postFinancialEvent } from "../../../accounting/usecases/index.ts"
import {
  dueAfter,
  numbersRate,
  type Overdraft,
  type OverdraftBooking,
  OverdraftBookingId,
  OverdraftInOtherCurrency,
  type OverdraftPeriod,
  overdraftPosting,
  partsOf
} from "../../model/index.ts"
import { alertUsury } from "./usuryThresholds.ts"
import { bookedInterest, daysOf } from "./readOverdraft.ts"

/** Books the interest of a period and the charges that the bank took for it, with its entry, in the running unit. */
export const addBooking = Effect.fnUntraced(function* (
  overdraft: Overdraft,
  before: ReadonlyArray<OverdraftBooking>,
  { from, to }: OverdraftPeriod,
  charges: Money
) {
  const overdrafts = yield* Overdrafts
  const events = yield* Events
  const { currency } = overdraft.limit
  if (charges.currency !== currency) {
    return yield* new OverdraftInOtherCurrency({ given: charges.currency, account: currency })
  }
  const days = yield* daysOf(overdraft, to)
  const interest = money(dueAfter(overdraft, partsOf(days), bookedInterest(before)), currency)
  const own = days.filter(({ on }) => on >= from)
  const id = OverdraftBookingId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  const label = `Intérêts de découvert du ${from} au ${to}`
  const posting = overdraftPosting({ id, interest, charges, on: to }, label)
  const entryId = posting === undefined ? null : (yield* postFinancialEvent(posting)).entryId
  const effectiveRate = numbersRate(overdraft, own, charges.minor)
  const common = { id, overdraftId: overdraft.id, from, to, on: to, interest, charges }
  const added = yield* overdrafts.addBooking({ ...common, effectiveRate, reverses: null, entryId })
  yield* events.publish({
    type: "credit.overdraft.booked",
    entityId: overdraft.id,
    payload: { overdraftBookingId: id, from, to }
  })
  if (added.aboveUsury === true) yield* alertUsury(added)
  return added
})
