import { Schema } from "effect"
import { Money } from "../../../../shared/Money.ts"

const Id = Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"] })

/** Not everything in the batch is a payment of ours, or what is does not come to its gross. */
export class SettlementUnmatched extends Schema.TaggedError<SettlementUnmatched>()(
  "SettlementUnmatched",
  {
    settlementBatchId: Id,
    gross: Schema.NullOr(Money),
    known: Money,
    unknown: Schema.Array(Schema.String).annotate({ examples: [["10000000009"]] })
  },
  { httpApiStatus: 409 }
) {}

/** Net, fees and their VAT do not come to the gross of the batch. */
export class StatementDoesNotAdd extends Schema.TaggedError<StatementDoesNotAdd>()(
  "StatementDoesNotAdd",
  { gross: Money, stated: Money },
  { httpApiStatus: 422 }
) {}
