import { Schema } from "effect"

/** No proposal of now asks for this transfer: balances, bounds or transfers under way have changed. */
export class NotProposed extends Schema.TaggedError<NotProposed>()(
  "NotProposed",
  { fromBankAccountId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"] }) },
  { httpApiStatus: 409 }
) {}

/** No connected institution orders transfers from this account, or the other has no IBAN: a batch pays it by file. */
export class SweepNeedsFile extends Schema.TaggedError<SweepNeedsFile>()(
  "SweepNeedsFile",
  { fromBankAccountId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"] }) },
  { httpApiStatus: 409 }
) {}
