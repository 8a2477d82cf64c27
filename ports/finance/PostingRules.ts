import { Context, type Effect, type Option } from "effect"
import type {
  NewPostingRule,
  PostingRule,
  PostingRuleChange,
  PostingRuleId
} from "../../domain/finance/accounting/model/index.ts"
import type { AlreadyExists, NotFound, VersionConflict } from "../../domain/shared/errors.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** Which accounts the items of financial events go to. NotFound: a journal, account or VAT code is not the company's. */
export class PostingRules extends Context.Service<
  PostingRules,
  {
    /** AlreadyExists: there is a rule, active or not, for the same event type, product and VAT code. */
    readonly add: (rule: NewPostingRule) => Effect.Effect<PostingRule, AlreadyExists | NotFound, TenantScope>
    readonly change: (
      id: PostingRuleId,
      version: number,
      change: PostingRuleChange
    ) => Effect.Effect<PostingRule, NotFound | VersionConflict, TenantScope>
    /** The rules in the order in which they were made. */
    readonly list: (
      eventType: string | undefined,
      limit: number,
      after: Option.Option<PostingRuleId>
    ) => Effect.Effect<ReadonlyArray<PostingRule>, never, TenantScope>
    /** Every active rule of these event types. */
    readonly active: (
      eventTypes: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<PostingRule>, never, TenantScope>
  }
>()("azals/ports/finance/PostingRules") {}
