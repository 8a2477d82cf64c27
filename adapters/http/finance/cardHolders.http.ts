import { HttpApiBuilder } from "effect/http-api"
import { departureOf, holderLeaves, holderReturns } from "../../../domain/finance/cards/usecases/index.ts"
import { Api } from "../Api.ts"
import { versionOf } from "../contract/rules.ts"

export const cardHoldersHandlers = HttpApiBuilder.group(Api, "cardHolders", (handlers) =>
  handlers.handleAll({
    holderDeparture: ({ params }) => departureOf(params.memberId),
    holderLeaves: ({ params }) => holderLeaves(params.memberId),
    holderReturns: ({ headers, params }) => holderReturns(params.memberId, versionOf(headers["if-match"]))
  })
)
