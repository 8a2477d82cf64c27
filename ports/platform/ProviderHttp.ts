import { Context, type Duration, Effect, type Redacted, Schema } from "effect"
import {
  type CallBudget,
  type CredentialsRefused,
  type OpenConnection,
  OutcomeUnknown,
  ProviderUnavailable
} from "../../domain/finance/providers/model/index.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

/** How the provider hands out access tokens by the OAuth 2.0 client-credentials grant (RFC 6749, section 4.4). */
export interface ClientCredentials {
  readonly url: string
  readonly clientId: Redacted.Redacted
  readonly clientSecret: Redacted.Redacted
  /** Where the two are sent: as form fields, or in an Authorization header. */
  readonly placed: "basic" | "form"
  readonly scope: string | null
}

/** A question to a provider: it changes nothing there, so it is repeated while it has no answer. */
export interface ProviderQuestion {
  readonly connection: OpenConnection
  /** A name for logs and metrics: a word of ours, never an id. */
  readonly operation: string
  readonly method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT"
  readonly url: string
  readonly headers?: Readonly<Record<string, string | Redacted.Redacted>>
  readonly body?: { readonly type: string; readonly content: string | Redacted.Redacted }
  /** Sends an access token as `Authorization: Bearer`, kept and renewed by the client. */
  readonly token?: ClientCredentials
  readonly budget: CallBudget
  /** How long one attempt may take; 20 seconds when absent. */
  readonly timeout?: Duration.Input
}

/**
 * A request that has an effect at the provider. `keyed`: it carries the provider's own idempotency, so it is repeated
 * as it stands. `once`: it is never repeated.
 */
export interface ProviderOrder extends ProviderQuestion {
  readonly repeatable: "keyed" | "once"
}

/** Any answer that is the adapter's to read: 2xx, 3xx, and those of 4xx that are not about credentials or budgets. */
export interface ProviderAnswer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * The one way to a provider: time-out, retry as far as it is safe, back-off, `Retry-After`, circuit breaker, budgets,
 * tokens, logs and metrics. 401 is `CredentialsRefused`; 429 and what did not leave is `ProviderUnavailable`; 5xx and
 * lost answers are `OutcomeUnknown` after an order, and `ProviderUnavailable` after a question.
 */
export class ProviderHttp extends Context.Service<
  ProviderHttp,
  {
    readonly ask: (
      question: ProviderQuestion
    ) => Effect.Effect<ProviderAnswer, CredentialsRefused | ProviderUnavailable, TenantScope>
    readonly send: (
      order: ProviderOrder
    ) => Effect.Effect<ProviderAnswer, CredentialsRefused | OutcomeUnknown | ProviderUnavailable, TenantScope>
  }
>()("azals/ports/platform/ProviderHttp") {}

/** The body as text. */
export const textOf = ({ body }: ProviderAnswer): string => new TextDecoder().decode(body)

/** Reads the JSON answer to a question; one that does not fit is no answer. */
export const readAnswer = <A, I>(
  { connection: { provider }, operation }: ProviderQuestion,
  answer: ProviderAnswer,
  schema: Schema.Codec<A, I>
) =>
  Effect.mapError(
    decode(answer, schema),
    () => new ProviderUnavailable({ provider, operation, reason: "bad-answer", retryAfterSeconds: null })
  )

/** Reads the JSON result of an order. One that does not fit is no refusal: the effect may have taken place. */
export const readResult = <A, I>(
  { connection: { provider }, operation }: ProviderOrder,
  answer: ProviderAnswer,
  schema: Schema.Codec<A, I>
) =>
  Effect.mapError(
    decode(answer, schema),
    () => new OutcomeUnknown({ provider, operation, reason: "bad-answer" })
  )

const decode = <A, I>(answer: ProviderAnswer, schema: Schema.Codec<A, I>) =>
  Schema.decodeEffect(Schema.fromJsonString(schema))(textOf(answer))
