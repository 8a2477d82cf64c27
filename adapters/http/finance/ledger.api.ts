import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  AccountCode,
  Draft,
  EntryId,
  NewEntry,
  PostedEntry
} from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Code, Label } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems } from "./accounting.problems.ts"

const Reversal = Schema.Struct({ date: LocalDate, label: Label }).annotate({
  identifier: "Reversal",
  examples: [{ date: LocalDate.make("2026-02-01"), label: "Annulation F-2026-001" }]
})

const created = HttpApiSchema.status(201)
const entryParams = { entryId: EntryId }
const draftParams = { draftId: EntryId }

export class LedgerApi extends HttpApiGroup.make("ledger")
  .add(
    HttpApiEndpoint.get("entries", "/accounting/entries", {
      query: {
        ...PageQuery,
        journal: Schema.optional(Code),
        account: Schema.optional(AccountCode),
        from: Schema.optional(LocalDate),
        to: Schema.optional(LocalDate),
        sourceEvent: Schema.optional(Label.annotate({ description: "The business event it was posted for" })),
        documentRef: Schema.optional(Label.annotate({ description: "The reference of its document" })),
        party: Schema.optional(Code.annotate({ description: "A customer or supplier that a line names" }))
      },
      success: Page(PostedEntry)
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List posted entries, newest first"),
    HttpApiEndpoint.post("postEntry", "/accounting/entries", {
      headers: WriteHeaders,
      payload: NewEntry,
      success: PostedEntry.pipe(created),
      error: [...entryProblems, NotFoundProblem, AlreadyExistsProblem]
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Post an entry"),
    HttpApiEndpoint.get("entry", "/accounting/entries/:entryId", {
      params: entryParams,
      success: PostedEntry,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "One posted entry with its lines"),
    HttpApiEndpoint.post("reverseEntry", "/accounting/entries/:entryId/reverse", {
      params: entryParams,
      headers: WriteHeaders,
      payload: Reversal,
      success: PostedEntry.pipe(created),
      error: [...entryProblems, NotFoundProblem, AlreadyExistsProblem, IllegalTransitionProblem]
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Correct an entry by its mirror; answers the mirror"),
    HttpApiEndpoint.get("drafts", "/accounting/drafts", { query: PageQuery, success: Page(Draft) })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the entries being written"),
    HttpApiEndpoint.post("addDraft", "/accounting/drafts", {
      headers: WriteHeaders,
      payload: NewEntry,
      success: Draft.pipe(created)
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Keep an entry as a draft"),
    HttpApiEndpoint.get("draft", "/accounting/drafts/:draftId", {
      params: draftParams,
      success: Draft,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "One draft"),
    HttpApiEndpoint.put("changeDraft", "/accounting/drafts/:draftId", {
      params: draftParams,
      headers: UpdateHeaders,
      payload: NewEntry,
      success: Draft,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Change a draft"),
    HttpApiEndpoint.delete("discardDraft", "/accounting/drafts/:draftId", {
      params: draftParams,
      headers: UpdateHeaders,
      success: Draft,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Throw a draft away; answers it as it was"),
    HttpApiEndpoint.post("postDraft", "/accounting/drafts/:draftId/post", {
      params: draftParams,
      headers: UpdateHeaders,
      success: PostedEntry.pipe(created),
      error: [...entryProblems, NotFoundProblem, VersionConflictProblem, AlreadyExistsProblem]
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Post a draft as it stands")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Journal entries")
  .annotate(OpenApi.Description, "Journal entries: drafts, posting, reversal") {}
