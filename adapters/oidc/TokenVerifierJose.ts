import { Effect, Layer, Option } from "effect"
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose"
import { TokenVerifier } from "../../ports/platform/TokenVerifier.ts"

/** Asymmetric signatures only: a shared secret would let a key set's reader sign. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]

type RemoteKeys = ReturnType<typeof createRemoteJWKSet>

/** `plainLoopback` lets a key set be read over plain HTTP from 127.0.0.1: for tests, never where others can reach. */
export const tokenVerifierLayer = (options: { readonly plainLoopback: boolean }) =>
  Layer.sync(TokenVerifier, () => {
    const keys = new Map<string, RemoteKeys>()
    const keysAt = (url: string): RemoteKeys => {
      const known = keys.get(url)
      if (known !== undefined) return known
      if (keys.size >= 500) keys.clear()
      const made = createRemoteJWKSet(new URL(url), { timeoutDuration: 3000, cooldownDuration: 10_000 })
      keys.set(url, made)
      return made
    }

    return TokenVerifier.of({
      verify: (token, keySetOf) =>
        Effect.gen(function* () {
          const stated = claimsOf(token)
          if (stated === undefined) return Option.none()
          const found = yield* keySetOf(stated.issuer, stated.audiences)
          if (Option.isNone(found)) return Option.none()
          const { audience, jwksUrl, tenantId } = found.value
          if (!isAllowed(jwksUrl, options.plainLoopback)) return Option.none()
          const checked = yield* Effect.option(
            Effect.tryPromise(() =>
              jwtVerify(token, keysAt(jwksUrl), {
                issuer: stated.issuer,
                audience,
                algorithms,
                clockTolerance: 5
              })
            )
          )
          return Option.flatMap(checked, ({ payload }) =>
            payload.sub === undefined || payload.exp === undefined
              ? Option.none()
              : Option.some({ tenantId, subject: payload.sub })
          )
        })
    })
  })

/** What a token says of itself, unchecked: only good for finding the keys to check it with. */
const claimsOf = (token: string) => {
  if (token.length > 8192) return undefined
  try {
    const { aud, iss } = decodeJwt(token)
    if (iss === undefined || aud === undefined) return undefined
    return { issuer: iss, audiences: typeof aud === "string" ? [aud] : aud }
  } catch {
    return undefined
  }
}

const isAllowed = (url: string, plainLoopback: boolean) => {
  const { hostname, protocol } = new URL(url)
  return protocol === "https:" || (plainLoopback && protocol === "http:" && hostname === "127.0.0.1")
}
