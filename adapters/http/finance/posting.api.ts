import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  AccountCode,
  EntryId,
  EventType,
  FinancialEvent,
  FinancialEventId,
  KeptEvent,
  NewEntry,
  NewPostingRule,
  PostedEntry,
  PostingRule,
  PostingRuleChange,
  PostingRuleId,
  ProposedRule
} from "../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Label } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import { AlreadyExistsProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems, UnknownVatCodesProblem } from "./accounting.problems.ts"
import { EventDiffersProblem, mappingProblems } from "./posting.problems.ts"

const PostedEvent = Schema.Struct({ ...KeptEvent.fields, entry: PostedEntry }).annotate({
  identifier: "PostedEvent"
})

const EventPreview = Schema.Struct({
  entry: NewEntry,
  /** The event's own date, when that is closed and the entry would go to the next open one. */
  postponedFrom: Schema.NullOr(LocalDate),
  /** The entry that the event gave already: posting it again answers that one. */
  postedAs: Schema.NullOr(EntryId)
}).annotate({ identifier: "EventPreview" })

const RulesPreview = Schema.Struct({
  rules: Schema.Array(ProposedRule).check(Schema.isMinLength(1), Schema.isMaxLength(200)),
  from: LocalDate,
  to: LocalDate,
  /** Events looked at, 1 to 200; 50 when absent. */
  limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 200 }))),
  /** The `nextCursor` of the answer before. */
  cursor: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(400)))
}).annotate({
  identifier: "RulesPreview",
  examples: [
    {
      rules: [
        {
          eventType: "sales.invoice",
          journal: "VE",
          controlAccount: AccountCode.make("411"),
          netAccount: AccountCode.make("707"),
          side: "debit"
        }
      ],
      from: LocalDate.make("2026-01-01"),
      to: LocalDate.make("2026-01-31")
    }
  ]
})

const Remapped = Schema.Struct({
  ...KeptEvent.fields,
  posted: PostedEntry,
  /** The entry that the proposed rules make of the event; null when they make none. */
  proposed: Schema.NullOr(NewEntry),
  /** Why they make none. */
  refusal: Schema.NullOr(Schema.Union([...mappingProblems, UnknownVatCodesProblem]))
}).annotate({ identifier: "RemappedEvent" })

/** `examined` events were compared; `items` are those that would post differently. */
const Remapping = Schema.Struct({ examined: Schema.Int, ...Page(Remapped).fields }).annotate({
  identifier: "Remapping"
})

const created = HttpApiSchema.status(201)

export class PostingApi extends HttpApiGroup.make("posting")
  .add(
    HttpApiEndpoint.get("postingRules", "/accounting/posting-rules", {
      query: { ...PageQuery, eventType: Schema.optional(EventType) },
      success: Page(PostingRule)
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the posting rules"),
    HttpApiEndpoint.post("addPostingRule", "/accounting/posting-rules", {
      headers: WriteHeaders,
      payload: NewPostingRule,
      success: PostingRule.pipe(created),
      error: [AlreadyExistsProblem, NotFoundProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Add a posting rule: an event type, product and VAT code to accounts"),
    HttpApiEndpoint.patch("changePostingRule", "/accounting/posting-rules/:postingRuleId", {
      params: { postingRuleId: PostingRuleId },
      headers: UpdateHeaders,
      payload: PostingRuleChange,
      success: PostingRule,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "accounting:write")
      .annotate(OpenApi.Summary, "Change where a posting rule leads, or switch it off or on"),
    HttpApiEndpoint.post("previewPostingRules", "/accounting/posting-rules/preview", {
      headers: WriteHeaders,
      payload: RulesPreview,
      success: Remapping
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Show which posted events would post differently under proposed rules"),
    HttpApiEndpoint.get("financialEvents", "/accounting/events", {
      query: {
        ...PageQuery,
        type: Schema.optional(EventType),
        entryId: Schema.optional(EntryId),
        documentRef: Schema.optional(Label),
        from: Schema.optional(LocalDate),
        to: Schema.optional(LocalDate)
      },
      success: Page(KeptEvent)
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "List the financial events, by their date; of an entry or a document"),
    HttpApiEndpoint.post("postFinancialEvent", "/accounting/events", {
      headers: WriteHeaders,
      payload: FinancialEvent,
      success: PostedEvent.pipe(created),
      error: [
        ...mappingProblems,
        ...entryProblems,
        EventDiffersProblem,
        NotFoundProblem,
        AlreadyExistsProblem
      ]
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Post a financial event, once by its id"),
    HttpApiEndpoint.post("previewFinancialEvent", "/accounting/events/preview", {
      headers: WriteHeaders,
      payload: FinancialEvent,
      success: EventPreview,
      error: [...mappingProblems, ...entryProblems, EventDiffersProblem, NotFoundProblem]
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "Show the entry that an event would give, or why it would give none"),
    HttpApiEndpoint.get("financialEvent", "/accounting/events/:financialEventId", {
      params: { financialEventId: FinancialEventId },
      success: PostedEvent,
      error: NotFoundProblem
    })
      .annotate(Requires, "accounting:read")
      .annotate(OpenApi.Summary, "One financial event with its entry")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Posting rules")
  .annotate(OpenApi.Description, "Financial events, and the rules that post them") {}
