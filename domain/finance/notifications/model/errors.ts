import { Schema } from "effect"
import { ProviderName } from "../../providers/model/index.ts"

/** The proof of a notification is absent, unreadable, or another one. */
export class NotProven extends Schema.TaggedError<NotProven>()(
  "NotProven",
  {
    reason: Schema.Literals(["missing-header", "malformed-header", "mismatch"]).annotate({
      examples: ["mismatch"]
    })
  },
  { httpApiStatus: 401 }
) {}

/** A notification that is proven and cannot be read: it is not JSON, or lacks what names and types it. */
export class NotReadable extends Schema.TaggedError<NotReadable>()(
  "NotReadable",
  { reason: Schema.Literals(["not-json", "not-a-notification"]).annotate({ examples: ["not-json"] }) },
  { httpApiStatus: 422 }
) {}

/** The provider proves its notifications with a secret that the connection lacks. */
export class ProofSecretMissing extends Schema.TaggedError<ProofSecretMissing>()(
  "ProofSecretMissing",
  {
    provider: ProviderName,
    field: Schema.String.annotate({ examples: ["webhookSecret"] })
  },
  { httpApiStatus: 409 }
) {}

/** The service does not know the notifications of this provider. */
export class NotNotified extends Schema.TaggedError<NotNotified>()(
  "NotNotified",
  { provider: ProviderName },
  { httpApiStatus: 422 }
) {}
