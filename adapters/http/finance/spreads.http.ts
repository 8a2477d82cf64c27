import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { SpreadId } from "../../../domain/finance/accounting/model/index.ts"
import { addSpread, cancelSpread, postSpread } from "../../../domain/finance/accounting/usecases/index.ts"
import { Spreads } from "../../../ports/finance/Spreads.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

const spreadCursor = cursorOf(SpreadId)

export const spreadsHandlers = HttpApiBuilder.group(Api, "spreads", (handlers) =>
  handlers.handleAll({
    spreads: ({ query: { state, ...page } }) =>
      Effect.flatMap(Spreads, ({ list }) =>
        pageOf(
          spreadCursor,
          page,
          ({ id }) => id,
          (count, after) => list(state, count, after)
        )
      ),
    addSpread: ({ payload }) => addSpread(payload),
    spread: ({ params }) => Effect.flatMap(Spreads, ({ find }) => find(params.spreadId)),
    postSpread: ({ params, payload }) => postSpread(params.spreadId, payload.upTo),
    cancelSpread: ({ headers, params }) => cancelSpread(params.spreadId, versionOf(headers["if-match"]))
  })
)
