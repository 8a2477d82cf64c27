import { Clock, Effect, Layer, Option, Schema } from "effect"
import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from "jose"
import { Subject } from "../../domain/platform/identity/model/index.ts"
import { TokenVerifier } from "../../ports/platform/TokenVerifier.ts"
import { makeKeySetCache } from "./KeySetCache.ts"
import type { KeySet } from "./readKeySet.ts"

/** Asymmetric signatures only: a shared secret would let a key set's reader sign. */
const algorithms = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "EdDSA",
  "Ed25519"
]

/** `plainLoopback` lets a key set be read over plain HTTP from 127.0.0.1: for tests, never where others can reach. */
export const tokenVerifierLayer = (options: { readonly plainLoopback: boolean }) =>
  Layer.sync(TokenVerifier, () => {
    const keySets = makeKeySetCache()
    return TokenVerifier.of({
      verify: (token, keySetOf) =>
        Effect.gen(function* () {
          const stated = claimsOf(token)
          if (stated === undefined) return Option.none()
          const found = yield* keySetOf(stated.issuer, stated.audiences)
          if (Option.isNone(found)) return Option.none()
          const { audience, jwksUrl, tenantId } = found.value
          if (!isAllowed(jwksUrl, options.plainLoopback)) return Option.none()
          const expected = { issuer: stated.issuer, audience }
          const first = yield* checkWith(yield* keySets.known(jwksUrl), token, expected)
          const checked =
            first === "no such key" ? yield* checkWith(yield* keySets.newer(jwksUrl), token, expected) : first
          return typeof checked === "string" || !isSubject(checked.sub) || checked.exp === undefined
            ? Option.none()
            : Option.some({ tenantId, subject: checked.sub })
        })
    })
  })

interface Expected {
  readonly issuer: string
  readonly audience: string
}

type Checked = JWTPayload | "no such key" | "refused"

/** The token's claims, once signature, issuer, audience and times are right. */
const checkWith = (
  keySet: Option.Option<KeySet>,
  token: string,
  expected: Expected
): Effect.Effect<Checked> =>
  Option.match(keySet, {
    onNone: () => Effect.succeed("refused"),
    onSome: (set) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        Effect.tryPromise({
          try: () =>
            jwtVerify(token, keysOf(set), {
              ...expected,
              algorithms,
              clockTolerance: 5,
              currentDate: new Date(now)
            }),
          catch: (cause) => (cause instanceof errors.JWKSNoMatchingKey ? "no such key" : "refused")
        }).pipe(Effect.match({ onFailure: (why): Checked => why, onSuccess: ({ payload }) => payload }))
      )
  })

/** One importer for each key set, so that a key is imported once. */
const importers = new WeakMap<KeySet, ReturnType<typeof createLocalJWKSet>>()

const keysOf = (keySet: KeySet) => {
  const known = importers.get(keySet)
  if (known !== undefined) return known
  const made = createLocalJWKSet({ keys: keySet.keys.map((key) => ({ ...key })) })
  importers.set(keySet, made)
  return made
}

/** What a token says of itself, unchecked: only good for finding the keys to check it with. */
const claimsOf = (token: string) => {
  if (token.length > 8192) return undefined
  try {
    const stated = decodeStated(decodeJwt(token))
    return Option.getOrUndefined(
      Option.map(stated, ({ aud, iss }) => ({
        issuer: iss,
        audiences: typeof aud === "string" ? [aud] : aud
      }))
    )
  } catch {
    return undefined
  }
}

const word = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,500}$/))

const decodeStated = Schema.decodeUnknownOption(
  Schema.Struct({
    iss: word,
    aud: Schema.Union([word, Schema.Array(word).check(Schema.isMaxLength(20))])
  })
)

const isSubject = Schema.is(Subject)

const isAllowed = (url: string, plainLoopback: boolean) => {
  const { hostname, protocol } = new URL(url)
  return protocol === "https:" || (plainLoopback && protocol === "http:" && hostname === "127.0.0.1")
}
