import { Context, type Effect } from "effect"
import type { ApiKeySecret } from "../../domain/platform/identity/model/index.ts"

/** Where the secrets of API keys come from: a source that nobody can predict. */
export class KeySecrets extends Context.Service<KeySecrets, { readonly draw: Effect.Effect<ApiKeySecret> }>()(
  "azals/ports/platform/KeySecrets"
) {}
