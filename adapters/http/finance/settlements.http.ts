import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { SettlementBatchId } from "../../../domain/finance/payments/model/index.ts"
import { enterBatch, stateBatch } from "../../../domain/finance/payments/usecases/index.ts"
import { Settlements } from "../../../ports/finance/Settlements.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const settlementsHandlers = HttpApiBuilder.group(Api, "settlements", (handlers) =>
  handlers.handleAll({
    settlementBatches: ({ query: { state, ...page } }) =>
      Effect.flatMap(Settlements, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) => list({ limit, after, state: Option.fromUndefinedOr(state) })
        )
      ),
    enterSettlementBatch: ({ payload }) => enterBatch(payload),
    settlementBatch: ({ params }) =>
      Effect.flatMap(Settlements, ({ find }) => find(params.settlementBatchId)),
    stateSettlementBatch: ({ headers, params, payload }) =>
      stateBatch(params.settlementBatchId, versionOf(headers["if-match"]), payload)
  })
)

const cursor = cursorOf(SettlementBatchId)
