import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { MappedIbanId } from "../../../domain/finance/banking/model/index.ts"
import { addVirtualIban, cancelVirtualIban } from "../../../domain/finance/banking/usecases/index.ts"
import { MappedIbans } from "../../../ports/finance/MappedIbans.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const virtualIbansHandlers = HttpApiBuilder.group(Api, "virtualIbans", (handlers) =>
  handlers.handleAll({
    virtualIbans: ({ query: { providerAccountId, state, ...page } }) =>
      Effect.flatMap(MappedIbans, ({ list }) =>
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
    addVirtualIban: ({ payload }) => addVirtualIban(payload),
    virtualIban: ({ params }) => Effect.flatMap(MappedIbans, ({ find }) => find(params.virtualIbanId)),
    cancelVirtualIban: ({ headers, params }) =>
      cancelVirtualIban(params.virtualIbanId, versionOf(headers["if-match"]))
  })
)

const cursor = cursorOf(MappedIbanId)
