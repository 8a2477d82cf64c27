import { Context, type Duration, type Effect, type Redacted } from "effect"
import type { AttemptError } from "../../domain/platform/webhooks/model/index.ts"

export interface OutgoingMessage {
  readonly address: string
  /** The event's id, the same at each attempt: receivers know a repetition by it. */
  readonly id: string
  /** Of the attempt, in seconds since 1970. */
  readonly timestamp: number
  readonly body: string
  /** One signature for each, the newest secret first. */
  readonly secrets: ReadonlyArray<Redacted.Redacted>
}

/** What came of one attempt. `error` is null when the receiver has taken the message. */
export interface Sent {
  readonly status: number | null
  readonly error: AttemptError | null
  /** The beginning of the answer. */
  readonly response: string
  /** How long the receiver asks to be left alone. */
  readonly retryAfter: Duration.Duration | null
  readonly bodyHash: string
}

/**
 * Sends one message, signed as Standard Webhooks says, to an address of the public internet only: the name is resolved
 * when the connection is made, and the connection goes to an address that was checked. Never follows a redirect, and
 * never fails: what went wrong is in the answer.
 */
export class WebhookSender extends Context.Service<
  WebhookSender,
  { readonly send: (message: OutgoingMessage) => Effect.Effect<Sent> }
>()("azals/ports/platform/WebhookSender") {}
