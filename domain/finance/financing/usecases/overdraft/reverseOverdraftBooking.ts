import { Effect } from "effect"
import { Ledger } from "../../../../../ports/finance/Ledger.ts"
import { Overdrafts } from "../../../../../ports/finance/Overdrafts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { type Money, money } from "../../../../shared/Money.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import type { EntryId } from "../../../accounting/model/index.ts"
import { reverseEntry } from "../../../accounting/usecases/index.ts"
import {
  type OverdraftBooking,
  OverdraftBookingId,
  OverdraftBookingNotReversible,
  standingBookings
} from "../../model/index.ts"

/** Takes back the latest booking of an overdraft on a day, and its entry; its days can then be booked again. */
export const reverseOverdraftBooking = Effect.fn("credit.reverseOverdraftBooking")(function* (
  id: OverdraftBookingId,
  on: LocalDate
) {
  const { write } = yield* UnitOfWork
  const overdrafts = yield* Overdrafts
  const events = yield* Events
  const next = OverdraftBookingId.make(yield* Effect.flatMap(Ids, (ids) => ids.next))
  return yield* write(
    Effect.gen(function* () {
      const { overdraftId } = yield* overdrafts.booking(id)
      yield* overdrafts.overdraft(overdraftId, "hold")
      const booking = yield* overdrafts.booking(id)
      yield* mayReverse(booking, yield* overdrafts.bookings(overdraftId), on)
      const { charges, entryId, from, interest, to } = booking
      const label = `Annulation : intérêts de découvert du ${from} au ${to}`
      const mirror = entryId === null ? null : yield* mirrorOf(entryId, on, label)
      const undone = { interest: negative(interest), charges: negative(charges), effectiveRate: null }
      const day = mirror?.date ?? on
      const part = { overdraftId, from, to, on: day, reverses: id, entryId: mirror?.id ?? null }
      const added = yield* overdrafts.addBooking({ id: next, ...part, ...undone })
      yield* events.publish({
        type: "credit.overdraft.booking_reversed",
        entityId: overdraftId,
        payload: { overdraftBookingId: id }
      })
      return added
    })
  )
})

/** The entry that undoes a booking's: posted now, or by a person in the books before. */
const mirrorOf = Effect.fnUntraced(function* (id: EntryId, on: LocalDate, label: string) {
  const { find } = yield* Ledger
  const { reversedBy } = yield* find(id)
  return yield* reversedBy === null ? reverseEntry(id, on, label) : find(reversedBy)
})

const mayReverse = (
  { id, on: booked, reverses }: OverdraftBooking,
  all: ReadonlyArray<OverdraftBooking>,
  on: LocalDate
) => {
  const undone = all.find((other) => other.reverses === id)
  const last = standingBookings(all).at(-1)
  const because =
    reverses !== null || on < booked
      ? id
      : (undone?.id ?? (last !== undefined && last.id !== id ? last.id : null))
  return because === null
    ? Effect.void
    : Effect.fail(new OverdraftBookingNotReversible({ overdraftBookingId: id, because }))
}

const negative = ({ currency, minor }: Money) => money(-minor, currency)
