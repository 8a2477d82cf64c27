import { Schema } from "effect"
import { Code } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "../books/Account.ts"

export const PostingRuleId = Uuid.pipe(Schema.brand("PostingRuleId"))
export type PostingRuleId = typeof PostingRuleId.Type

/** What kind of business event: lower case, in parts, such as `sales.invoice`. */
export const EventType = Schema.String.check(
  Schema.isPattern(/^[a-z][a-z0-9_]{0,19}(\.[a-z][a-z0-9_]{0,19}){1,2}$/u)
).annotate({
  description: "Kind of business event: two or three parts in lower case",
  examples: ["sales.invoice"]
})
export type EventType = typeof EventType.Type

/** Which items a rule is for: none of `product` and `vatCode` makes it the default of its event type. */
const key = {
  eventType: EventType,
  product: Schema.optionalKey(Code),
  vatCode: Schema.optionalKey(Code)
}

const target = {
  journal: Code,
  /** The account of the customer, supplier or bank: one line for the whole of the event, with its party. */
  controlAccount: AccountCode,
  netAccount: AccountCode,
  /** Instead of the VAT code's own account. */
  vatAccount: Schema.optionalKey(AccountCode),
  /** The side of the control account; net and VAT stand on the other one. Negative amounts change sides. */
  side: Schema.Literals(["debit", "credit"])
}

const example = {
  eventType: "sales.invoice",
  journal: "VE",
  controlAccount: AccountCode.make("411"),
  netAccount: AccountCode.make("706"),
  side: "debit"
} as const

export const NewPostingRule = Schema.Struct({ ...key, ...target }).annotate({
  identifier: "NewPostingRule",
  examples: [example]
})
export type NewPostingRule = typeof NewPostingRule.Type

/** Which accounts an item of an event goes to. An inactive rule is as if it were not there. */
export const PostingRule = Schema.Struct({
  id: PostingRuleId,
  ...key,
  ...target,
  active: Schema.Boolean,
  version: Schema.Int
}).annotate({ identifier: "PostingRule" })
export type PostingRule = typeof PostingRule.Type

/** What changes of a rule; `vatAccount` null gives the VAT code's own account again. What it is for stays. */
export const PostingRuleChange = Schema.Struct({
  journal: Schema.optionalKey(Code),
  controlAccount: Schema.optionalKey(AccountCode),
  netAccount: Schema.optionalKey(AccountCode),
  vatAccount: Schema.optionalKey(Schema.NullOr(AccountCode)),
  side: Schema.optionalKey(target.side),
  active: Schema.optionalKey(Schema.Boolean)
}).annotate({ identifier: "PostingRuleChange", examples: [{ netAccount: AccountCode.make("707") }] })
export type PostingRuleChange = typeof PostingRuleChange.Type

/** A rule as it could be: it takes the place of the one for the same items, or goes when `active` is false. */
export const ProposedRule = Schema.Struct({
  ...key,
  ...target,
  active: Schema.optionalKey(Schema.Boolean)
}).annotate({ identifier: "ProposedRule", examples: [{ ...example, netAccount: AccountCode.make("707") }] })
export type ProposedRule = typeof ProposedRule.Type
