import { Effect } from "effect"
import { ProviderConnections } from "../../../../../ports/finance/ProviderConnections.ts"
import { type KeptBatch, Settlements } from "../../../../../ports/finance/Settlements.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { AlreadyExists } from "../../../../shared/errors.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { type NewSettlementBatch, SettlementBatchId } from "../../model/index.ts"

/** Keeps a batch of a gateway in the running unit of work, once. Answers its id; nothing when it was known. */
export const keepBatch = Effect.fnUntraced(function* (told: Omit<KeptBatch, "id">) {
  const { keep } = yield* Settlements
  const events = yield* Events
  const id = SettlementBatchId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  if (!(yield* keep({ ...told, id }))) return undefined
  const { gatewayBatch, state } = told
  yield* events.publish({
    type: `payments.settlement.${state}`,
    entityId: id,
    payload: { gatewayBatch }
  })
  return id
})

/** Enters a batch that no notification told of, as the gateway's own pages show it. */
export const enterBatch = Effect.fn("payments.enterBatch")(function* (wanted: NewSettlementBatch) {
  const { write } = yield* UnitOfWork
  const settlements = yield* Settlements
  return yield* write(
    Effect.gen(function* () {
      const { connectionId, gatewayBatch, gatewayReferences, gross, reportedOn } = wanted
      yield* Effect.flatMap(ProviderConnections, ({ find }) => find(connectionId))
      const id = yield* keepBatch({
        connectionId,
        gatewayBatch,
        gatewayReferences,
        reportedOn,
        state: "reported",
        count: gatewayReferences.length,
        gross: gross.minor
      })
      if (id === undefined) {
        return yield* new AlreadyExists({ entity: "SettlementBatch", key: gatewayBatch })
      }
      return yield* Effect.orDie(settlements.find(id))
    })
  )
})
