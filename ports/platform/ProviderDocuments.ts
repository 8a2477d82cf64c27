import { Context, type Effect, Schema } from "effect"
import type { OpenConnection } from "../../domain/finance/providers/model/index.ts"

/** A document as it came: what its sender calls it, and its bytes. */
export interface FetchedDocument {
  /** The media type that its sender says, in lower case without parameters; null when it says none. */
  readonly contentType: string | null
  readonly bytes: Uint8Array
}

/**
 * A document did not come. `address-refused`, `redirected` and `too-large` will not do another time either; an address
 * may be good for a while only, so whoever tries again asks the provider for it again.
 */
export class DocumentNotFetched extends Schema.TaggedError<DocumentNotFetched>()("DocumentNotFetched", {
  reason: Schema.Literals([
    "address-refused",
    "redirected",
    "refused",
    "timed-out",
    "too-large",
    "unreachable"
  ])
}) {}

/**
 * Documents that a provider's own answer points at, by an address outside its API. Only such an address is given here,
 * never one that a caller of ours names. No credential goes with the question.
 */
export class ProviderDocuments extends Context.Service<
  ProviderDocuments,
  {
    readonly fetch: (
      connection: OpenConnection,
      address: string
    ) => Effect.Effect<FetchedDocument, DocumentNotFetched>
  }
>()("azals/ports/platform/ProviderDocuments") {}
