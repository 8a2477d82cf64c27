import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { exportSPKI, importJWK, SignJWT } from "jose"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { call, type Host } from "../../support/hosts.ts"
import { identityProvider, keyPair, sign } from "../../support/identityProvider.ts"
import { freshTenant, tenantSqlLayer } from "../../support/tenants.ts"

type Provider = Effect.Success<typeof identityProvider>

/** A company that trusts the provider for its own audience, with one owner. */
const companyOf = ({ issuer, jwksUrl }: Provider, subject: string) =>
  Effect.gen(function* () {
    const scope = yield* freshTenant
    const audience = `client-${uuidV7()}`
    const { statements } = yield* TenantSql
    yield* statements(({ sql, tenantId }) =>
      Effect.andThen(
        sql`insert into azals.oidc_provider (tenant_id, id, issuer, audience, jwks_url)
          values (${tenantId}, ${uuidV7()}, ${issuer}, ${audience}, ${jwksUrl})`,
        sql`insert into azals.member (tenant_id, id, subject, name, role)
          values (${tenantId}, ${uuidV7()}, ${subject}, 'Claire', 'owner')`
      )
    ).pipe(Effect.provideService(TenantScope, scope))
    return { scope, audience, claims: { iss: issuer, aud: audience, sub: subject } }
  })

const change = (scope: TenantScope["Service"], what: "disable" | "suspend") =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(({ sql, tenantId }) =>
      what === "disable"
        ? sql`update azals.member set status = 'disabled' where tenant_id = ${tenantId}`
        : sql`update azals.tenant set status = 'suspended' where tenant_id = ${tenantId}`
    )
  ).pipe(Effect.provideService(TenantScope, scope))

const me = (token: string) => call("GET", "/v2/me", { key: token })

const statusOf = (token: string) => Effect.map(me(token), ({ status }) => status)

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

const seconds = () => Math.floor(Date.now() / 1000)

/** What every host answers alike to tokens of an OpenID Connect provider. */
export const oidcScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `OpenID Connect on ${name}`,
    (it) => {
      it.effect("admits a member with a good token", () =>
        Effect.gen(function* () {
          const provider = yield* identityProvider
          const { claims, scope } = yield* companyOf(provider, "claire")
          const answer = yield* me(yield* sign(provider.signing, claims))
          assert.strictEqual(answer.status, 200, answer.text)
          assert.include(answer.text, scope.tenantId)
          assert.include(answer.text, '"kind":"user"')
          const many = yield* sign(provider.signing, { ...claims, aud: ["other", claims.aud] })
          assert.strictEqual(yield* statusOf(many), 200)
        })
      )

      it.effect("refuses every token that is not good", () =>
        Effect.gen(function* () {
          const [provider, other] = [yield* identityProvider, yield* identityProvider]
          const { claims } = yield* companyOf(provider, "claire")
          const signed = (wrong: object, header: object = {}) =>
            sign(provider.signing, { ...claims, ...wrong }, header)
          const good = yield* signed({})
          const [head = "", body = ""] = good.split(".")
          const pem = yield* Effect.promise(async () => {
            const key = await importJWK(provider.signing.published, "RS256", { extractable: true })
            return key instanceof Uint8Array ? "" : exportSPKI(key)
          })
          const confused = yield* Effect.promise(() =>
            new SignJWT({ ...claims, exp: seconds() + 300 })
              .setProtectedHeader({ alg: "HS256", kid: "key-1" })
              .sign(new TextEncoder().encode(pem))
          )
          const refused: Record<string, string> = {
            expired: yield* signed({ exp: seconds() - 60 }),
            "not yet valid": yield* signed({ nbf: seconds() + 600 }),
            "without an end": yield* signed({ exp: undefined }),
            "another audience": yield* signed({ aud: "client-unknown" }),
            "another issuer": yield* signed({ iss: other.issuer }),
            "no subject": yield* signed({ sub: undefined }),
            "a stranger": yield* signed({ sub: "nobody" }),
            "a subject that no database holds": yield* signed({ sub: "a\u0000b" }),
            "signed by another provider": yield* sign(other.signing, claims),
            "signed by an unknown key": yield* sign(yield* keyPair("key-2"), claims),
            "alg none": `${encoded({ alg: "none" })}.${body}.`,
            "HS256 with the public key": confused,
            "signature cut off": `${head}.${body}.`,
            "body changed": `${head}.${encoded({ ...claims, sub: "owner", exp: seconds() + 300 })}.${good.split(".")[2]}`,
            "issuer that is no text": `${head}.${encoded({ ...claims, iss: 5 })}.x`,
            "issuer that no database holds": `${head}.${encoded({ ...claims, iss: "a\u0000" })}.x`,
            "audiences that are no texts": `${head}.${encoded({ ...claims, aud: [1, null] })}.x`,
            "not a token": "eyJ.x.y"
          }
          for (const [why, token] of Object.entries(refused))
            assert.strictEqual(yield* statusOf(token), 401, why)
          assert.strictEqual(yield* statusOf(good), 200)
        })
      )

      it.effect("refuses a disabled member, and says that a company is suspended", () =>
        Effect.gen(function* () {
          const provider = yield* identityProvider
          const [first, second] = [yield* companyOf(provider, "a"), yield* companyOf(provider, "b")]
          const [tokenA, tokenB] = [
            yield* sign(provider.signing, first.claims),
            yield* sign(provider.signing, second.claims)
          ]
          assert.deepStrictEqual([yield* statusOf(tokenA), yield* statusOf(tokenB)], [200, 200])
          yield* change(first.scope, "disable")
          yield* change(second.scope, "suspend")
          assert.strictEqual(yield* statusOf(tokenA), 401)
          const suspended = yield* me(tokenB)
          assert.deepInclude(suspended.json, { type: "/problems/tenant-suspended" })
        })
      )

      it.effect("knows a person of two companies by the audience, and refuses a token for both", () =>
        Effect.gen(function* () {
          const provider = yield* identityProvider
          const [one, two] = [yield* companyOf(provider, "claire"), yield* companyOf(provider, "claire")]
          for (const { claims, scope } of [one, two]) {
            assert.include((yield* me(yield* sign(provider.signing, claims))).text, scope.tenantId)
          }
          const both = { ...one.claims, aud: [one.audience, two.audience] }
          assert.strictEqual(yield* statusOf(yield* sign(provider.signing, both)), 401)
        })
      )

      it.effect("reads a key set once for many tokens, also at once", () =>
        Effect.gen(function* () {
          const provider = yield* identityProvider
          const { claims } = yield* companyOf(provider, "claire")
          const token = yield* sign(provider.signing, claims)
          yield* me(token)
          const statuses = yield* Effect.forEach(
            Array.from({ length: 50 }, () => token),
            statusOf,
            { concurrency: "unbounded" }
          )
          assert.isTrue(statuses.every((status) => status === 200))
          assert.strictEqual(provider.state.requests, 1)
        })
      )
    }
  )
