import { Schema } from "effect"
import { Topic } from "./Topic.ts"

/** The address cannot be that of a receiver. */
export class ReceiverRefused extends Schema.TaggedError<ReceiverRefused>()(
  "ReceiverRefused",
  {
    reason: Schema.Literals([
      "not-an-address",
      "not-https",
      "credentials",
      "fragment",
      "port",
      "not-public"
    ]).annotate({ examples: ["not-https"] })
  },
  { httpApiStatus: 422 }
) {}

/** No event begins with the first word of this topic. `contexts` are the words there are. */
export class TopicUnknown extends Schema.TaggedError<TopicUnknown>()(
  "TopicUnknown",
  {
    topic: Topic,
    contexts: Schema.Array(Schema.String).annotate({ examples: [["accounting", "payments"]] })
  },
  { httpApiStatus: 422 }
) {}

/** The company has as many webhooks as it may have. */
export class TooManyWebhooks extends Schema.TaggedError<TooManyWebhooks>()(
  "TooManyWebhooks",
  { most: Schema.Int.annotate({ examples: [50] }) },
  { httpApiStatus: 409 }
) {}

/** A disabled webhook is sent nothing. */
export class WebhookDisabled extends Schema.TaggedError<WebhookDisabled>()(
  "WebhookDisabled",
  { webhook: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"] }) },
  { httpApiStatus: 409 }
) {}
