import { Effect } from "effect"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { Spreads } from "../../../../ports/finance/Spreads.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { money } from "../../../shared/Money.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { checkEntry, entryOfInstalment, instalmentsOf, type NewSpread, SpreadId } from "../model/index.ts"

/**
 * Plans a spread: its instalments are fixed now and posted when they are due. What the books would refuse for another
 * reason than the date is refused at once.
 */
export const addSpread = Effect.fn("accounting.addSpread")(function* (spread: NewSpread) {
  const { write } = yield* UnitOfWork
  const spreads = yield* Spreads
  const { contextFor } = yield* Ledger
  const events = yield* Events
  const ids = yield* Ids
  return yield* write(
    Effect.gen(function* () {
      const { permissions } = yield* TenantScope
      const sample = entryOfInstalment(spread, wholeOf(spread), 1)
      const context = yield* contextFor(sample)
      yield* Effect.fromResult(checkEntry(sample, context, permissions)).pipe(
        Effect.asVoid,
        Effect.catchTag(["NoFiscalYear", "PeriodClosed"], () => Effect.void)
      )
      const instalments = yield* Effect.fromResult(instalmentsOf(spread, context.period))
      const plan = yield* spreads.add(SpreadId.make(yield* ids.next), spread, instalments)
      yield* events.publish({
        type: "accounting.spread.planned",
        entityId: plan.id,
        payload: { kind: plan.kind, instalments: instalments.length }
      })
      return plan
    })
  )
})

const wholeOf = ({ starts, total }: NewSpread) => ({
  number: 1,
  date: starts,
  amount: total,
  residue: money(0n, total.currency),
  reverses: false
})
