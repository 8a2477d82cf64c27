import { Schema } from "effect"

/** One wrong field of a connection. `expected` describes what the field takes; the value itself is never repeated. */
export const FieldFault = Schema.Struct({
  field: Schema.String.annotate({ examples: ["settings.host"] }),
  fault: Schema.Literals(["missing", "unknown", "wrong"]),
  expected: Schema.NullOr(Schema.String.annotate({ examples: ["a string matching the RegExp ^[a-z.]+$"] }))
})
export type FieldFault = typeof FieldFault.Type

/** The settings or secrets are not those that the provider needs. Nothing was stored. */
export class ConnectionFieldsRefused extends Schema.TaggedError<ConnectionFieldsRefused>()(
  "ConnectionFieldsRefused",
  { faults: Schema.Array(FieldFault) },
  { httpApiStatus: 422 }
) {}

/** The provider is not one that the service knows, or has no such environment. */
export class UnknownProvider extends Schema.TaggedError<UnknownProvider>()(
  "UnknownProvider",
  {
    provider: Schema.String.annotate({ examples: ["swan"] }),
    environment: Schema.String.annotate({ examples: ["sandbox"] })
  },
  { httpApiStatus: 422 }
) {}

/** The connection is disabled: nothing is sent through it. */
export class ConnectionDisabled extends Schema.TaggedError<ConnectionDisabled>()(
  "ConnectionDisabled",
  { connection: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"] }) },
  { httpApiStatus: 409 }
) {}

/** The same business operation is under way with another content: one of the two must end first. */
export class IntentConflict extends Schema.TaggedError<IntentConflict>()(
  "IntentConflict",
  {
    kind: Schema.String.annotate({ examples: ["payments.transfer"] }),
    businessKey: Schema.String.annotate({ examples: ["invoice-2026-0042"] }),
    state: Schema.String.annotate({ examples: ["unknown"] })
  },
  { httpApiStatus: 409 }
) {}
