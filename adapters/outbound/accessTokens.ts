import { Clock, Duration, Effect, Redacted, Schema, Semaphore } from "effect"
import {
  CredentialsRefused,
  type OutcomeUnknown,
  type ProviderUnavailable
} from "../../domain/finance/providers/model/index.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { type ClientCredentials, type ProviderAnswer, readAnswer } from "../../ports/platform/ProviderHttp.ts"
import { neverUnknown, type ProviderCall } from "./ProviderCall.ts"

/** Access tokens by company, connection and version of it: data, so that requests of a Worker may share them. */
export type AccessTokens = Map<string, { readonly token: Redacted.Redacted; readonly until: number }>

type Failure = CredentialsRefused | OutcomeUnknown | ProviderUnavailable
type Send = (call: ProviderCall) => Effect.Effect<ProviderAnswer, Failure, TenantScope>

/** A token is renewed this long before its end. */
const margin = Duration.toMillis("1 minute")
const mostKept = 5000

/**
 * Sends calls with an access token. One call renews a token while the others wait for it. A token that the provider
 * refuses is dropped and the call made once more with a new one: a 401 means that nothing was done.
 */
export const makeAccessTokens = (kept: AccessTokens, send: Send) => {
  const renewals = new Map<string, Semaphore.Semaphore>()

  const usable = (key: string) =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      const found = kept.get(key)
      return found !== undefined && found.until > now ? found.token : undefined
    })

  const renew = (key: string, call: ProviderCall, credentials: ClientCredentials) =>
    Effect.gen(function* () {
      const known = yield* usable(key)
      if (known !== undefined) return known
      const { expires_in: seconds, access_token: token } = yield* requestToken(send, call, credentials)
      const now = yield* Clock.currentTimeMillis
      if (kept.size >= mostKept) forgetEnded(kept, now)
      kept.set(key, { token, until: now + Math.max(0, seconds * 1000 - margin) })
      return token
    })

  const tokenFor = (key: string, call: ProviderCall, credentials: ClientCredentials) =>
    Effect.gen(function* () {
      const known = yield* usable(key)
      if (known !== undefined) return known
      if (renewals.size >= mostKept) renewals.clear()
      const turn = renewals.get(key) ?? Semaphore.makeUnsafe(1)
      renewals.set(key, turn)
      return yield* turn.withPermit(renew(key, call, credentials))
    })

  const sendWith = (call: ProviderCall, token: Redacted.Redacted) =>
    send({
      ...call,
      headers: { ...call.headers, authorization: Redacted.make(`Bearer ${Redacted.value(token)}`) }
    })

  return {
    with: (
      call: ProviderCall,
      credentials: ClientCredentials
    ): Effect.Effect<ProviderAnswer, Failure, TenantScope> =>
      Effect.gen(function* () {
        const { tenantId } = yield* TenantScope
        const key = `${tenantId}/${call.connection.id}/${call.connection.version}`
        const token = yield* tokenFor(key, call, credentials)
        return yield* Effect.catchTag(sendWith(call, token), "CredentialsRefused", () =>
          Effect.gen(function* () {
            if (kept.get(key)?.token === token) kept.delete(key)
            return yield* sendWith(call, yield* tokenFor(key, call, credentials))
          })
        )
      })
  }
}

const TokenAnswer = Schema.Struct({
  access_token: Schema.RedactedFromValue(Schema.NonEmptyString),
  expires_in: Schema.Finite
})

/** Asks for a token (RFC 6749, sections 4.4 and 5): before anything else is sent, so that whatever fails, nothing happened. */
const requestToken = (send: Send, call: ProviderCall, credentials: ClientCredentials) =>
  Effect.gen(function* () {
    const { connection } = call
    const asked = tokenCall(call, credentials)
    const answer = yield* neverUnknown(send(asked))
    if (answer.status >= 400) {
      return yield* new CredentialsRefused({ provider: connection.provider, operation: asked.operation })
    }
    return yield* readAnswer(asked, answer, TokenAnswer)
  })

const tokenCall = (
  { budget, connection }: ProviderCall,
  { clientId, clientSecret, placed, scope, url }: ClientCredentials
): ProviderCall => {
  const [id, secret] = [Redacted.value(clientId), Redacted.value(clientSecret)]
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    ...(scope === null ? {} : { scope }),
    ...(placed === "form" ? { client_id: id, client_secret: secret } : {})
  })
  const basic = Redacted.make(`Basic ${base64(`${id}:${secret}`)}`)
  return {
    connection,
    operation: "token",
    repeatable: "safe",
    method: "POST",
    url,
    headers: { accept: "application/json", ...(placed === "basic" ? { authorization: basic } : {}) },
    body: { type: "application/x-www-form-urlencoded", content: Redacted.make(form.toString()) },
    budget
  }
}

const base64 = (text: string) => btoa(String.fromCodePoint(...new TextEncoder().encode(text)))

const forgetEnded = (kept: AccessTokens, now: number) => {
  for (const [key, { until }] of kept) if (until <= now) kept.delete(key)
}
