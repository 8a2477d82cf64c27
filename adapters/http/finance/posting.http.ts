import { Effect, Schema } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { FinancialEventId, PostingRuleId } from "../../../domain/finance/accounting/model/index.ts"
import {
  postFinancialEvent,
  previewFinancialEvent,
  previewPostingRules,
  type RemappedEvent
} from "../../../domain/finance/accounting/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { FinancialEvents } from "../../../ports/finance/FinancialEvents.ts"
import { Ledger } from "../../../ports/finance/Ledger.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

const ruleCursor = cursorOf(PostingRuleId)
const eventCursor = cursorOf(Schema.Struct({ date: LocalDate, id: FinancialEventId }))

export const postingHandlers = HttpApiBuilder.group(Api, "posting", (handlers) =>
  handlers.handleAll({
    postingRules: ({ query: { eventType, ...page } }) =>
      Effect.flatMap(PostingRules, ({ list }) =>
        pageOf(
          ruleCursor,
          page,
          ({ id }) => id,
          (count, after) => list(eventType, count, after)
        )
      ),
    addPostingRule: ({ payload }) => Effect.flatMap(PostingRules, ({ add }) => add(payload)),
    changePostingRule: ({ headers, params, payload }) =>
      Effect.flatMap(PostingRules, ({ change }) =>
        change(params.postingRuleId, versionOf(headers["if-match"]), payload)
      ),
    previewPostingRules: ({ payload: { from, rules, to, ...page } }) =>
      Effect.gen(function* () {
        const { items, nextCursor } = yield* pageOf(
          eventCursor,
          page,
          ({ event, id }: RemappedEvent) => ({ date: event.date, id }),
          (count, after) => previewPostingRules(rules, { from, to }, count, after)
        )
        const differing = items.filter(({ differs }) => differs).map(({ differs: _, ...item }) => item)
        return { examined: items.length, items: differing, nextCursor }
      }),
    financialEvents: ({ query: { cursor, limit, type, ...filter } }) =>
      Effect.flatMap(FinancialEvents, ({ list }) =>
        pageOf(
          eventCursor,
          { cursor, limit },
          ({ event, id }) => ({ date: event.date, id }),
          (count, after) => list({ ...filter, types: type === undefined ? undefined : [type] }, count, after)
        )
      ),
    postFinancialEvent: ({ payload }) => postFinancialEvent(payload),
    previewFinancialEvent: ({ payload }) => previewFinancialEvent(payload),
    financialEvent: ({ params }) =>
      Effect.gen(function* () {
        const kept = yield* Effect.flatMap(FinancialEvents, ({ find }) => find(params.financialEventId))
        return { ...kept, entry: yield* Effect.flatMap(Ledger, ({ find }) => find(kept.entryId)) }
      })
  })
)
