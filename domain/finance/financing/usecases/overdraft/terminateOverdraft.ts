import { Effect } from "effect"
import { Overdrafts } from "../../../../../ports/finance/Overdrafts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../../shared/errors.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { Money } from "../../../../shared/Money.ts"
import {
  lastPeriod,
  nextDay,
  type Overdraft,
  type OverdraftId,
  OverdraftPeriodNotNext
} from "../../model/index.ts"
import { today } from "../../../../shared/ParisDay.ts"
import { addBooking } from "./addBooking.ts"

/** Ends an overdraft that is at `version` with its last day `on`, and books what is left of it. */
export const terminateOverdraft = Effect.fn("credit.terminateOverdraft")(function* (
  id: OverdraftId,
  version: number,
  on: LocalDate,
  charges: Money
) {
  const { write } = yield* UnitOfWork
  const overdrafts = yield* Overdrafts
  const events = yield* Events
  const now = yield* today
  return yield* write(
    Effect.gen(function* () {
      const overdraft = yield* overdrafts.overdraft(id, "hold")
      yield* mayEnd(overdraft, version)
      const before = yield* overdrafts.bookings(id)
      const period = yield* Effect.fromResult(lastPeriod(overdraft, before, on, now))
      if (period !== undefined) yield* addBooking(overdraft, before, period, charges)
      else if (charges.minor > 0n) {
        return yield* new OverdraftPeriodNotNext({ asked: on, next: nextDay(overdraft, before) })
      }
      const ended = yield* overdrafts.terminate(id, on)
      yield* events.publish({ type: "credit.overdraft.terminated", entityId: id, payload: { on } })
      return ended
    })
  )
})

const mayEnd = ({ id, terminatedOn, version: current }: Overdraft, version: number) => {
  if (current !== version) return Effect.fail(new VersionConflict({ entity: "Overdraft", id, current }))
  if (terminatedOn === null) return Effect.void
  const state = { from: "terminated", attempted: "terminate", allowed: [] }
  return Effect.fail(new IllegalTransition({ entity: "Overdraft", id, ...state }))
}
