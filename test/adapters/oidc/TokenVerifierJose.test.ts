import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import { tokenVerifierLayer } from "../../../adapters/oidc/TokenVerifierJose.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantId } from "../../../domain/shared/TenantScope.ts"
import { TokenVerifier } from "../../../ports/platform/TokenVerifier.ts"
import { identityProvider, keyPair, sign } from "../../support/identityProvider.ts"

type Provider = Effect.Success<typeof identityProvider>

const tenantId = TenantId.make(uuidV7())

const claimsOf = ({ issuer }: Provider) => ({ iss: issuer, aud: "client", sub: "claire", exp: 4_000_000_000 })

const admits = ({ jwksUrl }: Provider, token: string) =>
  Effect.gen(function* () {
    const { verify } = yield* TokenVerifier
    const keySet = Effect.succeed(Option.some({ tenantId, audience: "client", jwksUrl }))
    return Option.isSome(yield* verify(token, () => keySet))
  })

const verifier = Layer.suspend(() => tokenVerifierLayer({ plainLoopback: true }))

describe("TokenVerifierJose", () => {
  it.effect("finds a new key of the provider, and asks for it at most every ten seconds", () =>
    Effect.gen(function* () {
      const provider = yield* identityProvider
      const next = yield* keyPair("key-2")
      const [old, fresh] = [
        yield* sign(provider.signing, claimsOf(provider)),
        yield* sign(next, claimsOf(provider))
      ]
      yield* TestClock.adjust("1 hour")
      assert.isTrue(yield* admits(provider, old))
      assert.isFalse(yield* admits(provider, fresh))
      assert.strictEqual(provider.state.requests, 1)
      provider.state.keys = [next.published]
      yield* TestClock.adjust("10 seconds")
      assert.isTrue(yield* admits(provider, fresh))
      assert.isFalse(yield* admits(provider, old))
      assert.strictEqual(provider.state.requests, 2)
    }).pipe(Effect.provide(verifier), Effect.scoped)
  )

  it.effect("forgets a withdrawn key after ten minutes, and outlives its provider by an hour", () =>
    Effect.gen(function* () {
      const provider = yield* identityProvider
      const token = yield* sign(provider.signing, claimsOf(provider))
      yield* TestClock.adjust("1 hour")
      assert.isTrue(yield* admits(provider, token))
      provider.state.answer = (response) => void response.writeHead(503).end()
      yield* TestClock.adjust("59 minutes")
      assert.isTrue(yield* admits(provider, token))
      yield* TestClock.adjust("1 minute")
      assert.isFalse(yield* admits(provider, token))
      provider.state.answer = (response) => void response.end(JSON.stringify({ keys: [] }))
      yield* TestClock.adjust("10 seconds")
      assert.isFalse(yield* admits(provider, token))
    }).pipe(Effect.provide(verifier), Effect.scoped)
  )

  it.effect("follows no redirect, and reads no more than a key set's size", () =>
    Effect.gen(function* () {
      const [provider, target] = [yield* identityProvider, yield* identityProvider]
      const token = yield* sign(target.signing, claimsOf(provider))
      const answers: ReadonlyArray<typeof provider.state.answer> = [
        (response) => void response.writeHead(302, { location: target.jwksUrl }).end(),
        (response) =>
          void response.end(
            JSON.stringify({ keys: [target.signing.published], filler: "x".repeat(300_000) })
          ),
        (response) => void response.end("<html>"),
        (response) =>
          void response.end(JSON.stringify({ keys: [{ kty: "oct", k: "c2VjcmV0", kid: "key-1" }] }))
      ]
      for (const answer of answers) {
        provider.state.answer = answer
        yield* TestClock.adjust("1 hour")
        assert.isFalse(yield* admits(provider, token))
      }
      assert.strictEqual(target.state.requests, 0)
      provider.state.keys = [target.signing.published]
      provider.state.answer = target.state.answer
      yield* TestClock.adjust("1 hour")
      assert.isTrue(yield* admits(provider, token))
    }).pipe(Effect.provide(verifier), Effect.scoped)
  )

  it.effect("reads plain HTTP from nowhere when it serves others", () =>
    Effect.gen(function* () {
      const provider = yield* identityProvider
      assert.isFalse(yield* admits(provider, yield* sign(provider.signing, claimsOf(provider))))
      assert.strictEqual(provider.state.requests, 0)
    }).pipe(Effect.provide(tokenVerifierLayer({ plainLoopback: false })), Effect.scoped)
  )
})
