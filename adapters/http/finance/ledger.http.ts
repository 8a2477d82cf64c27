import { Effect, Schema } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { EntryId } from "../../../domain/finance/accounting/model/index.ts"
import { postDraft, postEntry, reverseEntry } from "../../../domain/finance/accounting/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { Drafts, Ledger } from "../../../ports/finance/Ledger.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

const entryCursor = cursorOf(Schema.Struct({ date: LocalDate, id: EntryId }))
const draftCursor = cursorOf(EntryId)

export const ledgerHandlers = HttpApiBuilder.group(Api, "ledger", (handlers) =>
  handlers.handleAll({
    entries: ({ query: { cursor, limit, ...filter } }) =>
      Effect.flatMap(Ledger, ({ list }) =>
        pageOf(
          entryCursor,
          { cursor, limit },
          ({ date, id }) => ({ date, id }),
          (count, after) => list(filter, count, after)
        )
      ),
    postEntry: ({ payload }) => postEntry(payload),
    entry: ({ params }) => Effect.flatMap(Ledger, ({ find }) => find(params.entryId)),
    reverseEntry: ({ params, payload }) => reverseEntry(params.entryId, payload.date, payload.label),
    drafts: ({ query }) =>
      Effect.flatMap(Drafts, ({ list }) => pageOf(draftCursor, query, ({ id }) => id, list)),
    addDraft: ({ payload }) =>
      Effect.gen(function* () {
        const { add } = yield* Drafts
        const { next } = yield* Ids
        return yield* add(EntryId.make(yield* next), payload)
      }),
    draft: ({ params }) => Effect.flatMap(Drafts, ({ find }) => find(params.draftId)),
    changeDraft: ({ headers, params, payload }) =>
      Effect.flatMap(Drafts, ({ change }) => change(params.draftId, versionOf(headers["if-match"]), payload)),
    discardDraft: ({ headers, params }) =>
      Effect.flatMap(Drafts, ({ remove }) => remove(params.draftId, versionOf(headers["if-match"]))),
    postDraft: ({ headers, params }) => postDraft(params.draftId, versionOf(headers["if-match"]))
  })
)
