import { Context, type Effect } from "effect"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** The first answer to a write, as it went out. */
export interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type Claim =
  | { readonly _tag: "First" }
  | { readonly _tag: "Replay"; readonly answer: KeptAnswer }
  | { readonly _tag: "OtherBody" }

/** Remembers, per company, route and key, the answer to a write. Used inside the unit of work of that write. */
export class Idempotency extends Context.Service<
  Idempotency,
  {
    /** Waits for a running write with the same key to end, then says what became of the key. */
    readonly claim: (
      route: string,
      key: string,
      bodyHash: Uint8Array
    ) => Effect.Effect<Claim, never, TenantScope>
    readonly keep: (route: string, key: string, answer: KeptAnswer) => Effect.Effect<void, never, TenantScope>
  }
>()("azals/ports/platform/Idempotency") {}
