import { Schema } from "effect"

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
