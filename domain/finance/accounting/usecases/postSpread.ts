import { Effect } from "effect"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { Spreads } from "../../../../ports/finance/Spreads.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import {
  type EntryId,
  entryOfInstalment,
  type Instalment,
  type SpreadId,
  spreadMoved,
  type SpreadPlan
} from "../model/index.ts"
import { postSourceEvent } from "./postSourceEvent.ts"

/**
 * Posts each planned instalment that is due up to a date, once, all or none. A mirror is linked to what it undoes;
 * where a person has undone that already, the mirror is theirs.
 */
export const postSpread = Effect.fn("accounting.postSpread")(function* (id: SpreadId, upTo: LocalDate) {
  const { write } = yield* UnitOfWork
  const spreads = yield* Spreads
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const plan = yield* spreads.hold(id)
      if (plan.state === "cancelled") yield* Effect.fromResult(spreadMoved(plan, "done"))
      const due = plan.instalments.filter(({ date, state }) => state === "planned" && date <= upTo)
      if (due.length === 0) return plan
      const posted = new Map<number, EntryId>()
      for (const instalment of due) {
        posted.set(instalment.number, yield* post(plan, instalment, posted))
      }
      const left = plan.instalments.filter(({ state }) => state === "planned").length - due.length
      const entries = [...posted].map(([number, entryId]) => ({ number, entryId }))
      const after = yield* spreads.settle(id, entries, left === 0 ? "done" : "running")
      const payload = { upTo, instalments: [...posted.keys()], state: after.state }
      yield* events.publish({ type: "accounting.spread.posted", entityId: id, payload })
      return after
    })
  )
})

const post = Effect.fnUntraced(function* (
  plan: SpreadPlan,
  instalment: Instalment,
  posted: ReadonlyMap<number, EntryId>
) {
  const entry = entryOfInstalment(plan, instalment, plan.instalments.length)
  const source = `spread:${plan.id}:${instalment.number}`
  const undone = instalment.reverses ? (posted.get(1) ?? plan.instalments[0]?.entryId ?? null) : null
  if (undone === null) return (yield* postSourceEvent(source, entry)).id
  const { find } = yield* Ledger
  const { reversedBy } = yield* find(undone)
  return reversedBy ?? (yield* postSourceEvent(source, entry, { reversalOf: undone })).id
})
