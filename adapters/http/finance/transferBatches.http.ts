import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { TransferBatchId } from "../../../domain/finance/banking/model/index.ts"
import { createTransferBatch, withdrawBatch } from "../../../domain/finance/banking/usecases/index.ts"
import { TransferBatches } from "../../../ports/finance/TransferBatches.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const transferBatchesHandlers = HttpApiBuilder.group(Api, "transferBatches", (handlers) =>
  handlers.handleAll({
    transferBatches: ({ query: { providerAccountId, state, ...page } }) =>
      Effect.flatMap(TransferBatches, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              state: Option.fromUndefinedOr(state),
              providerAccountId: Option.fromUndefinedOr(providerAccountId)
            })
        )
      ),
    createTransferBatch: ({ payload }) => createTransferBatch(payload),
    transferBatch: ({ params }) => Effect.flatMap(TransferBatches, ({ find }) => find(params.batchId)),
    withdrawTransferBatch: ({ headers, params }) =>
      withdrawBatch(params.batchId, versionOf(headers["if-match"]))
  })
)

const cursor = cursorOf(TransferBatchId)
