import { Effect } from "effect"
import { Settlements } from "../../../../../ports/finance/Settlements.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { IllegalTransition, VersionConflict } from "../../../../shared/errors.ts"
import {
  checkStatement,
  postSettlementKind,
  type SettlementBatchId,
  type SettlementStatement,
  settlementTransitions
} from "../../model/index.ts"

/** Enters what a statement says of a batch that still is at `version`; its entry follows, through the posting rules. */
export const stateBatch = Effect.fn("payments.stateBatch")(function* (
  id: SettlementBatchId,
  version: number,
  { vatCode, ...statement }: SettlementStatement
) {
  const { write } = yield* UnitOfWork
  const settlements = yield* Settlements
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const file = yield* settlements.hold(id)
      const { state, version: current } = file.batch
      if (current !== version) return yield* new VersionConflict({ entity: "SettlementBatch", id, current })
      const allowed = settlementTransitions[state]
      if (!allowed.includes("stated")) {
        return yield* new IllegalTransition({
          entity: "SettlementBatch",
          id,
          from: state,
          attempted: "stated",
          allowed: [...allowed]
        })
      }
      yield* Effect.fromResult(checkStatement(file.batch, file.lines, statement))
      yield* settlements.state(file, statement)
      const posting = { settlementBatchId: id, vatCode: vatCode ?? null }
      yield* Effect.orDie(requestJob(postSettlementKind, posting))
      yield* events.publish({ type: "payments.settlement.stated", entityId: id, payload: {} })
      return yield* settlements.find(id)
    })
  )
})
