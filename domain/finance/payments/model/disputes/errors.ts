import { Schema } from "effect"
import { Money } from "../../../../shared/Money.ts"

/** So much of this payment cannot be disputed: it was not taken, or is disputed already. */
export class NotDisputable extends Schema.TaggedError<NotDisputable>()(
  "NotDisputable",
  {
    paymentId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"] }),
    asked: Money,
    available: Money,
    state: Schema.String.annotate({ examples: ["captured"] })
  },
  { httpApiStatus: 409 }
) {}
