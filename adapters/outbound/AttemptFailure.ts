/**
 * Why one attempt gave no answer, and whether its effect may have taken place: `no` only where the request did not
 * leave or was sent away unread. `retryAfter` is what the provider asks for, in seconds.
 */
export interface AttemptFailure {
  readonly happened: "maybe" | "no"
  readonly reason:
    | "budget-spent"
    | "circuit-open"
    | "connection-lost"
    | "credentials"
    | "rate-limited"
    | "server-error"
    | "timed-out"
    | "too-large"
    | "unreachable"
  readonly retryAfter: number | null
}
