import { Schema } from "effect"

/**
 * Secrets can be neither sealed nor opened: the service has no master key (`masterKey` is null), or not the one that
 * wraps this company's key.
 */
export class VaultClosed extends Schema.TaggedError<VaultClosed>()(
  "VaultClosed",
  { masterKey: Schema.NullOr(Schema.String.annotate({ examples: ["2026-11"] })) },
  { httpApiStatus: 503 }
) {}

/** A sealed secret does not open where it stands: it was changed, or moved from another place. */
export class SealBroken extends Schema.TaggedError<SealBroken>()("SealBroken", {
  ownerKind: Schema.String,
  ownerId: Schema.String,
  name: Schema.String
}) {}
