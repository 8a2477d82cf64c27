import { Effect } from "effect"
import { CardHolders } from "../../../../ports/finance/CardHolders.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { MemberId } from "../../../platform/identity/model/index.ts"
import { departureOf } from "./holderLeaves.ts"

/** Notes that a holder who left is back: they may have cards again. What was cancelled stays so. */
export const holderReturns = Effect.fn("cards.holderReturns")(function* (id: MemberId, version: number) {
  const { write } = yield* UnitOfWork
  const { comeBack } = yield* CardHolders
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* comeBack(id, version)
      yield* events.publish({ type: "cards.holder.returned", entityId: id, payload: {} })
      return yield* departureOf(id)
    })
  )
})
