import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { TransferId } from "../../../domain/finance/banking/model/index.ts"
import {
  cancelTransfer,
  confirmPayee,
  createTransfer
} from "../../../domain/finance/banking/usecases/index.ts"
import { Transfers } from "../../../ports/finance/Transfers.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const transfersHandlers = HttpApiBuilder.group(Api, "transfers", (handlers) =>
  handlers.handleAll({
    transfers: ({ query: { batchId, providerAccountId, state, ...page } }) =>
      Effect.flatMap(Transfers, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              batchId: Option.fromUndefinedOr(batchId),
              state: Option.fromUndefinedOr(state),
              providerAccountId: Option.fromUndefinedOr(providerAccountId)
            })
        )
      ),
    createTransfer: ({ payload }) => createTransfer(payload),
    transfer: ({ params }) => Effect.flatMap(Transfers, ({ find }) => find(params.transferId)),
    confirmPayee: ({ headers, params, payload }) =>
      confirmPayee(params.transferId, versionOf(headers["if-match"]), payload),
    cancelTransfer: ({ headers, params }) => cancelTransfer(params.transferId, versionOf(headers["if-match"]))
  })
)

const cursor = cursorOf(TransferId)
