import { Effect, Option } from "effect"
import { DueItems } from "../../../../ports/finance/DueItems.ts"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import {
  AmountFromBooks,
  type DueItem,
  type DueItemChange,
  type DueItemId,
  DueItemTaken
} from "../model/index.ts"
import { mayStep, reopened } from "./batchSteps.ts"

/**
 * Corrects an item. A batch that holds it and was not sent goes back to its preparation with what the item says now; its
 * approvals fall. Of a supplier line the amount is read again from the books.
 */
export const changeDueItem = Effect.fn("treasury.changeDueItem")(function* (
  id: DueItemId,
  version: number,
  change: DueItemChange
) {
  const { write } = yield* UnitOfWork
  const { actorId } = yield* TenantScope
  const items = yield* DueItems
  const batches = yield* PaymentBatches
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* batchOf(yield* items.find(id))
      const item = yield* heldItem(id, version)
      if (Option.isNone(batch) ? isInBatch(item) : item.batchId !== batch.value.id) {
        return yield* new DueItemTaken({ dueItemId: id })
      }
      const saved = { ...item, ...change, ...(yield* fromBooks(item, change)) }
      yield* items.save(saved, actorId)
      if (Option.isSome(batch)) {
        yield* batches.refresh(batch.value.id, saved)
        yield* reopened(batch.value, {})
      }
      yield* events.publish({ type: "treasury.due_item.changed", entityId: id, payload: {} })
      return yield* items.find(id)
    })
  )
})

/** Takes an item out of what may be paid; one that a batch holds is taken out of the batch first. */
export const cancelDueItem = Effect.fn("treasury.cancelDueItem")(function* (id: DueItemId, version: number) {
  const { write } = yield* UnitOfWork
  const items = yield* DueItems
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const item = yield* heldItem(id, version)
      if (isInBatch(item)) return yield* new DueItemTaken({ dueItemId: id })
      yield* items.cancel(id)
      yield* events.publish({ type: "treasury.due_item.cancelled", entityId: id, payload: {} })
      return yield* items.find(id)
    })
  )
})

const heldItem = Effect.fnUntraced(function* (id: DueItemId, version: number) {
  const { hold } = yield* DueItems
  const item = yield* hold(id)
  if (item.version !== version) {
    return yield* new VersionConflict({ entity: "DueItem", id, current: item.version })
  }
  if (item.state !== "cancelled") return item
  return yield* new IllegalTransition({
    entity: "DueItem",
    id,
    from: item.state,
    attempted: "due",
    allowed: []
  })
})

const isInBatch = ({ state }: DueItem) =>
  state !== "due" && state !== "rejected" && state !== "returned" && state !== "cancelled"

/** The batch that holds an item, held, if it may still be edited. */
const batchOf = Effect.fnUntraced(function* (item: DueItem) {
  const { hold } = yield* PaymentBatches
  if (item.batchId === null || !isInBatch(item)) return Option.none()
  const batch = yield* hold(item.batchId)
  yield* mayStep(batch, "draft")
  return Option.some(batch)
})

const fromBooks = Effect.fnUntraced(function* ({ id, lineId }: DueItem, { amount, dueDate }: DueItemChange) {
  if (lineId === null) return {}
  if (amount !== undefined || dueDate !== undefined) return yield* new AmountFromBooks({ dueItemId: id })
  const { payable } = yield* DueItems
  return { amount: (yield* payable(lineId)).open }
})
