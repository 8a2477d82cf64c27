import { Schema } from "effect"

const Id = Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"] })

/** Another batch was made under this key. */
export class BatchKeyTaken extends Schema.TaggedError<BatchKeyTaken>()(
  "BatchKeyTaken",
  { businessKey: Schema.String.annotate({ examples: ["paiements-2026-11-23"] }), batchId: Id },
  { httpApiStatus: 409 }
) {}

/** One consent stands for all lines of a batch: it is not withdrawn for one of them. */
export class ConsentIsOfBatch extends Schema.TaggedError<ConsentIsOfBatch>()(
  "ConsentIsOfBatch",
  { transferId: Id, batchId: Id },
  { httpApiStatus: 409 }
) {}
