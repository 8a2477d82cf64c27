import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { DisputeId } from "../../../domain/finance/payments/model/index.ts"
import {
  contestDispute,
  dismissDispute,
  linkDispute,
  openDispute,
  resolveDispute
} from "../../../domain/finance/payments/usecases/index.ts"
import { Disputes } from "../../../ports/finance/Disputes.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const disputesHandlers = HttpApiBuilder.group(Api, "disputes", (handlers) =>
  handlers.handleAll({
    disputes: ({ query: { paymentId, state, ...page } }) =>
      Effect.flatMap(Disputes, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              state: Option.fromUndefinedOr(state),
              paymentId: Option.fromUndefinedOr(paymentId)
            })
        )
      ),
    openDispute: ({ payload }) => openDispute(payload),
    dispute: ({ params }) => Effect.flatMap(Disputes, ({ find }) => find(params.disputeId)),
    linkDispute: ({ headers, params, payload }) =>
      linkDispute(params.disputeId, versionOf(headers["if-match"]), payload.paymentId),
    dismissDispute: ({ headers, params }) => dismissDispute(params.disputeId, versionOf(headers["if-match"])),
    contestDispute: ({ headers, params, payload }) =>
      contestDispute(params.disputeId, versionOf(headers["if-match"]), payload.evidence),
    resolveDispute: ({ headers, params, payload }) =>
      resolveDispute(params.disputeId, versionOf(headers["if-match"]), payload.outcome, payload.resolvedOn)
  })
)

const cursor = cursorOf(DisputeId)
