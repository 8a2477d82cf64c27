import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { ForwardContractId } from "../../../domain/finance/treasury/model/index.ts"
import { closeForward, enterForward } from "../../../domain/finance/treasury/usecases/index.ts"
import { ForwardContracts } from "../../../ports/finance/ForwardContracts.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const forwardsHandlers = HttpApiBuilder.group(Api, "forwards", (handlers) =>
  handlers.handleAll({
    forwards: ({ query: { state, ...page } }) =>
      Effect.flatMap(ForwardContracts, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) => list({ limit, after, state: Option.fromUndefinedOr(state) })
        )
      ),
    enterForward: ({ payload }) => enterForward(payload),
    forward: ({ params }) => Effect.flatMap(ForwardContracts, ({ find }) => find(params.forwardContractId)),
    settleForward: ({ headers, params, payload }) =>
      closeForward(params.forwardContractId, versionOf(headers["if-match"]), "settled", payload.on),
    endForward: ({ headers, params, payload }) =>
      closeForward(params.forwardContractId, versionOf(headers["if-match"]), "ended", payload.on)
  })
)

const cursor = cursorOf(ForwardContractId)
