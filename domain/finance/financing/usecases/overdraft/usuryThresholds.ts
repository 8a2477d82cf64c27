import { Effect } from "effect"
import { Overdrafts } from "../../../../../ports/finance/Overdrafts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  type NewUsuryThreshold,
  type OverdraftBooking,
  type UsuryThreshold,
  UsuryThresholdId
} from "../../model/index.ts"

/** Keeps the threshold that was published for a quarter, and tells what was booked above it before it was known. */
export const addUsuryThreshold = Effect.fn("credit.addUsuryThreshold")(function* (wanted: NewUsuryThreshold) {
  const { write } = yield* UnitOfWork
  const { addThreshold } = yield* Overdrafts
  const id = UsuryThresholdId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(Effect.tap(addThreshold(id, wanted), alertAll([])))
})

/** Corrects a threshold that is at `version`, and tells what is above it and was not before. */
export const changeUsuryThreshold = Effect.fn("credit.changeUsuryThreshold")(function* (
  id: UsuryThresholdId,
  version: number,
  told: Omit<NewUsuryThreshold, "quarter">
) {
  const { write } = yield* UnitOfWork
  const { changeThreshold, threshold, usurious } = yield* Overdrafts
  return yield* write(
    Effect.gen(function* () {
      const { quarter } = yield* threshold(id)
      const before = (yield* usurious(quarter)).map((booking) => booking.id)
      return yield* Effect.tap(changeThreshold(id, version, told), alertAll(before))
    })
  )
})

/** Tells that the effective rate of a booking is above the threshold of its quarter. */
export const alertUsury = Effect.fnUntraced(function* ({
  effectiveRate,
  id,
  overdraftId,
  usuryThreshold
}: OverdraftBooking) {
  const events = yield* Events
  yield* events.publish({
    type: "credit.overdraft.above_usury",
    entityId: overdraftId,
    payload: { overdraftBookingId: id, effectiveRate, usuryThreshold }
  })
})

const alertAll = (told: ReadonlyArray<OverdraftBooking["id"]>) =>
  Effect.fnUntraced(function* ({ quarter }: UsuryThreshold) {
    const { usurious } = yield* Overdrafts
    for (const booking of yield* usurious(quarter)) if (!told.includes(booking.id)) yield* alertUsury(booking)
  })
