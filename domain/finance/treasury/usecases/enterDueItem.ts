import { Effect } from "effect"
import { DueItems } from "../../../../ports/finance/DueItems.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { AlreadyExists } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { DueItemId, type NewDueItem } from "../model/index.ts"

/** Enters what is to be paid: a supplier line of the books with the payee's account, or an item of its own. */
export const enterDueItem = Effect.fn("treasury.enterDueItem")(function* (wanted: NewDueItem) {
  const { write } = yield* UnitOfWork
  const { actorId } = yield* TenantScope
  const items = yield* DueItems
  const events = yield* Events
  const id = DueItemId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const said = yield* whatIsOwed(wanted)
      const { payee, reference } = wanted
      const added = yield* items.add({ ...said, id, payee, reference }, actorId)
      if (!added) return yield* new AlreadyExists({ entity: "DueItem", key: wanted.lineId ?? id })
      yield* events.publish({ type: "treasury.due_item.entered", entityId: id, payload: {} })
      return yield* Effect.orDie(items.find(id))
    })
  )
})

const whatIsOwed = Effect.fnUntraced(function* ({ amount, dueDate, lineId, party }: NewDueItem) {
  if (lineId === undefined) {
    if (amount === undefined || dueDate === undefined) return yield* Effect.die("refused by its schema")
    return { lineId: null, amount, dueDate, party: party ?? null }
  }
  const { payable } = yield* DueItems
  const line = yield* payable(lineId)
  return { lineId, amount: line.open, dueDate: line.dueDate, party: line.party }
})
