import { Context, type Effect, type Redacted } from "effect"

/** Where unguessable texts come from: 256 bits of a secure source, in base64url (43 characters) or base64. */
export class RandomTexts extends Context.Service<
  RandomTexts,
  { readonly url: Effect.Effect<Redacted.Redacted>; readonly base64: Effect.Effect<Redacted.Redacted> }
>()("azals/ports/platform/RandomTexts") {}
