import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { LineId } from "../../../domain/finance/accounting/model/index.ts"
import { DueItemId } from "../../../domain/finance/treasury/model/index.ts"
import {
  cancelDueItem,
  changeDueItem,
  enterDueItem,
  setTreasuryAccount
} from "../../../domain/finance/treasury/usecases/index.ts"
import { DueItems } from "../../../ports/finance/DueItems.ts"
import { TreasuryAccounts } from "../../../ports/finance/TreasuryAccounts.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

export const dueItemsHandlers = HttpApiBuilder.group(Api, "dueItems", (handlers) =>
  handlers.handleAll({
    treasuryAccounts: () => Effect.flatMap(TreasuryAccounts, ({ list }) => list),
    setTreasuryAccount: ({ headers, params, payload }) =>
      setTreasuryAccount(params.bankAccountId, versionOf(headers["if-match"]), payload),
    payables: ({ query: { dueUntil, ...page } }) =>
      Effect.flatMap(DueItems, ({ payables }) =>
        pageOf(
          lineCursor,
          page,
          ({ lineId }) => lineId,
          (limit, after) => payables({ limit, after, dueUntil: Option.fromUndefinedOr(dueUntil) })
        )
      ),
    dueItems: ({ query: { dueUntil, state, ...page } }) =>
      Effect.flatMap(DueItems, ({ list }) =>
        pageOf(
          cursor,
          page,
          ({ id }) => id,
          (limit, after) =>
            list({
              limit,
              after,
              dueUntil: Option.fromUndefinedOr(dueUntil),
              state: Option.fromUndefinedOr(state)
            })
        )
      ),
    enterDueItem: ({ payload }) => enterDueItem(payload),
    dueItem: ({ params }) => Effect.flatMap(DueItems, ({ find }) => find(params.dueItemId)),
    changeDueItem: ({ headers, params, payload }) =>
      changeDueItem(params.dueItemId, versionOf(headers["if-match"]), payload),
    cancelDueItem: ({ headers, params }) => cancelDueItem(params.dueItemId, versionOf(headers["if-match"]))
  })
)

const cursor = cursorOf(DueItemId)
const lineCursor = cursorOf(LineId)
