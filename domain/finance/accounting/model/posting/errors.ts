import { Schema } from "effect"
import { MoneySum } from "../../../../shared/Money.ts"
import { Code } from "../../../../shared/Text.ts"
import { AccountCode } from "../books/Account.ts"
import { EventType } from "./PostingRule.ts"

const Item = Schema.Int.annotate({ description: "Place of the item in the event, from 1", examples: [2] })

/** No active posting rule is for these items. */
export class NoPostingRule extends Schema.TaggedError<NoPostingRule>()(
  "NoPostingRule",
  {
    eventType: EventType,
    items: Schema.Array(
      Schema.Struct({ item: Item, product: Schema.NullOr(Code), vatCode: Schema.NullOr(Code) })
    )
  },
  { httpApiStatus: 422 }
) {}

/** Items with VAT, and no account for it: neither the rule nor a VAT code names one. */
export class NoVatAccount extends Schema.TaggedError<NoVatAccount>()(
  "NoVatAccount",
  { items: Schema.Array(Item) },
  { httpApiStatus: 422 }
) {}

/** The rules of the items name several journals: an entry is in one. */
export class SeveralJournals extends Schema.TaggedError<SeveralJournals>()(
  "SeveralJournals",
  { journals: Schema.Array(Code) },
  { httpApiStatus: 422 }
) {}

/** Every amount of the event is zero, or they undo each other on the same accounts. */
export class NothingToPost extends Schema.TaggedError<NothingToPost>()(
  "NothingToPost",
  {},
  { httpApiStatus: 422 }
) {}

/** The amounts of an account come to one side in the books' currency, and to another or none in the document's. */
export class CurrencyPairApart extends Schema.TaggedError<CurrencyPairApart>()(
  "CurrencyPairApart",
  { account: AccountCode, amount: MoneySum, foreign: MoneySum },
  { httpApiStatus: 422 }
) {}

/** An event with this id was received before, and said something else. */
export class EventDiffers extends Schema.TaggedError<EventDiffers>()(
  "EventDiffers",
  { eventId: Schema.String.annotate({ examples: ["invoice:F-2026-001"] }) },
  { httpApiStatus: 409 }
) {}
