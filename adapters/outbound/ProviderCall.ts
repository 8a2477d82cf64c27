import { Effect } from "effect"
import {
  type CredentialsRefused,
  type OutcomeUnknown,
  ProviderUnavailable
} from "../../domain/finance/providers/model/index.ts"
import type { ProviderOrder, ProviderQuestion } from "../../ports/platform/ProviderHttp.ts"

/** A question or an order, by what may be done when its answer is missing: `safe` is repeated, for it changes nothing. */
export interface ProviderCall extends ProviderQuestion {
  readonly repeatable: ProviderOrder["repeatable"] | "safe"
}

/** What changes nothing has no unknown outcome: it has no answer, and nothing happened. */
export const neverUnknown = <A, R>(
  call: Effect.Effect<A, CredentialsRefused | OutcomeUnknown | ProviderUnavailable, R>
) =>
  Effect.catchTag(call, "OutcomeUnknown", ({ operation, provider }) =>
    Effect.fail(
      new ProviderUnavailable({ provider, operation, reason: "no-answer", retryAfterSeconds: null })
    )
  )
