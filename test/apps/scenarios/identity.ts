import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { companyWithKey, tenantSqlLayer } from "../../support/tenants.ts"

const Issued = Schema.Struct({
  key: Schema.Struct({ id: Schema.String, prefix: Schema.String, expiresAt: Schema.NullOr(Schema.String) }),
  secret: Schema.String
})
const Versioned = Schema.Struct({ id: Schema.String, version: Schema.Int })

const decode = <A, I>(schema: Schema.Codec<A, I>, json: unknown) =>
  Effect.orDie(Schema.decodeUnknownEffect(schema)(json))

const write = (
  method: string,
  path: string,
  key: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {}
) =>
  call(method, path, {
    key,
    ...(body === undefined ? {} : { body }),
    headers: { "idempotency-key": uuidV7(), "accept-language": "en", ...headers }
  })

const narrowKey = { name: "narrow", role: "owner", ratePerMinute: 6000, expiresAt: null }

const issue = (key: string, wanted: object = {}) =>
  Effect.gen(function* () {
    const body = { name: "Till", role: "owner", scopes: null, ratePerMinute: 6000, expiresAt: null }
    const answer = yield* write("POST", "/v2/api-keys", key, { ...body, ...wanted })
    assert.strictEqual(answer.status, 201, answer.text)
    return yield* decode(Issued, answer.json)
  })

const addMember = (key: string, role: string) =>
  Effect.gen(function* () {
    const body = { subject: `sub|${uuidV7()}`, name: "Claire", email: null, role }
    const answer = yield* write("POST", "/v2/members", key, body)
    assert.strictEqual(answer.status, 201, answer.text)
    return yield* decode(Versioned, answer.json)
  })

const change = (key: string, { id, version }: typeof Versioned.Type, body: object) =>
  write("PATCH", `/v2/members/${id}`, key, body, { "if-match": String(version) })

const problem = (slug: string) => ({ type: `/problems/${slug}` })

/** What every host answers alike of people, keys and identity providers. */
export const identityScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `identity on ${name}`,
    (it) => {
      it.effect("says who the credential is, and what each role may do", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey("device")
          const me = yield* call("GET", "/v2/me", { key })
          assert.deepInclude(me.json, { role: "device", permissions: ["tenant:read"] })
          assert.include(me.text, scope.tenantId)
          const roles = yield* call("GET", "/v2/roles", { key })
          assert.include(roles.text, '"role":"owner"')
        })
      )

      it.effect("lists, adds and changes members; unknown and foreign ids answer alike", () =>
        Effect.gen(function* () {
          const [ours, theirs] = [yield* companyWithKey(), yield* companyWithKey()]
          const owner = yield* addMember(ours.key, "owner")
          const operator = yield* addMember(ours.key, "operator")
          const page = yield* call("GET", "/v2/members?role=operator&status=active", { key: ours.key })
          assert.include(page.text, operator.id)
          assert.notInclude(page.text, owner.id)
          const changed = yield* change(ours.key, operator, { name: "Paul", email: "paul@example.fr" })
          assert.include(changed.json, { name: "Paul", email: "paul@example.fr", version: 2 })
          const stale = yield* change(ours.key, operator, { name: "Late" })
          assert.deepInclude(stale.json, problem("version-conflict"))
          const foreign = yield* change(theirs.key, operator, { name: "Theirs" })
          assert.deepInclude(foreign.json, problem("not-found"))
          assert.strictEqual((yield* call("GET", `/v2/members/${owner.id}`, { key: theirs.key })).status, 404)
        })
      )

      it.effect("keeps at least one active owner", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const owner = yield* addMember(key, "owner")
          for (const body of [{ status: "disabled" }, { role: "operator" }]) {
            const answer = yield* change(key, owner, body)
            assert.strictEqual(answer.status, 409)
            assert.deepInclude(answer.json, problem("last-owner"))
          }
        })
      )

      it.effect("keeps one active owner also when twelve are disabled at once", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const owners = yield* Effect.forEach(Array.from({ length: 12 }), () => addMember(key, "owner"))
          yield* inParallel(
            12,
            (index) => change(key, owners[index] ?? { id: "none", version: 0 }, { status: "disabled" }),
            (answers) =>
              Effect.gen(function* () {
                const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
                assert.deepStrictEqual(statuses, [...Array<number>(11).fill(200), 409])
                const left = yield* call("GET", "/v2/members?role=owner&status=active", { key })
                assert.strictEqual(left.text.match(/"subject"/g)?.length, 1)
              })
          )
        })
      )

      it.effect("lets nobody give a right that he does not have", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const owner = yield* addMember(key, "owner")
          const operator = yield* addMember(key, "operator")
          const strong = yield* issue(key)
          const scopes = ["identity:admin", "identity:read", "tenant:read"]
          const { secret } = yield* issue(key, { scopes })
          const provider = { issuer: "https://id.example.fr", audience: uuidV7() }
          const attempts = [
            write("POST", "/v2/api-keys", secret, { ...narrowKey, scopes: null }),
            write("POST", "/v2/api-keys", secret, { ...narrowKey, scopes: [...scopes, "banking:read"] }),
            write("POST", `/v2/api-keys/${strong.key.id}/rotate`, secret, { overlapSeconds: 0 }),
            write("POST", "/v2/members", secret, { subject: "me", name: "Me", email: null, role: "owner" }),
            change(secret, operator, { role: "accountant" }),
            change(secret, owner, { role: "device" }),
            write("POST", "/v2/oidc-providers", secret, {
              ...provider,
              jwksUrl: "https://id.example.fr/keys"
            })
          ]
          for (const attempt of attempts) {
            const answer = yield* attempt
            assert.strictEqual(answer.status, 403, answer.text)
            assert.deepInclude(answer.json, problem("rights-exceeded"))
          }
          yield* issue(secret, { scopes: ["tenant:read"] })
          assert.strictEqual((yield* change(secret, operator, { status: "disabled" })).status, 200)
          const revived = yield* change(secret, { ...operator, version: 2 }, { status: "active" })
          assert.deepInclude(revived.json, problem("rights-exceeded"))
        })
      )

      it.effect("shows a key's secret once, also when the request is repeated", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const body = { ...narrowKey, scopes: ["tenant:read"] }
          const headers = { "idempotency-key": uuidV7() }
          const first = yield* write("POST", "/v2/api-keys", key, body, headers)
          const issued = yield* decode(Issued, first.json)
          assert.match(issued.secret, /^azk_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/)
          assert.strictEqual(issued.secret.slice(0, 12), issued.key.prefix)
          const again = yield* write("POST", "/v2/api-keys", key, body, headers)
          assert.strictEqual(again.headers.get("idempotency-replayed"), "true")
          assert.deepInclude(again.json, { secret: null })
          assert.strictEqual((yield* call("GET", "/v2/tenant", { key: issued.secret })).status, 200)
          const shown = yield* call("GET", `/v2/api-keys/${issued.key.id}`, { key })
          assert.match(shown.text, /"lastUsedAt":"\d{4}-/)
          assert.notInclude(shown.text, issued.secret.slice(13))
          const listed = yield* call("GET", "/v2/api-keys?limit=1", { key })
          assert.match(listed.text, /"nextCursor":"/)
        })
      )

      it.effect("ends a key at once when it is revoked, and once only", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { key: made, secret } = yield* issue(key)
          const revoke = () => write("POST", `/v2/api-keys/${made.id}/revoke`, key)
          assert.strictEqual((yield* revoke()).status, 200)
          assert.strictEqual((yield* call("GET", "/v2/tenant", { key: secret })).status, 401)
          const twice = yield* revoke()
          assert.deepInclude(twice.json, problem("illegal-transition"))
          const past = yield* issue(key, { expiresAt: "2020-01-01T00:00:00.000Z" })
          assert.strictEqual((yield* call("GET", "/v2/tenant", { key: past.secret })).status, 401)
        })
      )

      it.effect("rotates a key with and without overlap", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const old = yield* issue(key)
          const rotate = (id: string, overlapSeconds: number) =>
            write("POST", `/v2/api-keys/${id}/rotate`, key, { overlapSeconds })
          const works = (secret: string) =>
            Effect.map(call("GET", "/v2/tenant", { key: secret }), ({ status }) => status === 200)
          const rotated = yield* decode(Issued, (yield* rotate(old.key.id, 3600)).json)
          assert.deepStrictEqual([yield* works(old.secret), yield* works(rotated.secret)], [true, true])
          const shown = yield* call("GET", `/v2/api-keys/${old.key.id}`, { key })
          assert.deepInclude(shown.json, { replacedBy: rotated.key.id })
          assert.deepInclude((yield* rotate(old.key.id, 0)).json, problem("illegal-transition"))
          const last = yield* decode(Issued, (yield* rotate(rotated.key.id, 0)).json)
          assert.deepStrictEqual([yield* works(rotated.secret), yield* works(last.secret)], [false, true])
          assert.strictEqual((yield* rotate(last.key.id, 2_592_001)).status, 400)
        })
      )

      it.effect("replaces a key once also when it is rotated fifty times at once", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const { key: made } = yield* issue(key)
          yield* inParallel(
            50,
            () => write("POST", `/v2/api-keys/${made.id}/rotate`, key, { overlapSeconds: 60 }),
            (answers) =>
              Effect.sync(() => {
                assert.strictEqual(answers.filter(({ status }) => status === 201).length, 1)
                assert.strictEqual(answers.filter(({ status }) => status === 409).length, 49)
              })
          )
        })
      )

      it.effect("gives an issuer and audience to one company, and says no more than refused", () =>
        Effect.gen(function* () {
          const [ours, theirs] = [yield* companyWithKey(), yield* companyWithKey()]
          const body = {
            issuer: "https://login.example.fr/realms/lemaire",
            audience: uuidV7(),
            jwksUrl: "https://login.example.fr/realms/lemaire/certs"
          }
          const add = (key: string) => write("POST", "/v2/oidc-providers", key, body)
          const added = yield* add(ours.key)
          assert.strictEqual(added.status, 201, added.text)
          assert.deepInclude((yield* add(ours.key)).json, problem("already-exists"))
          const refused = yield* add(theirs.key)
          assert.deepInclude(refused.json, problem("oidc-provider-refused"))
          assert.notInclude(refused.text, ours.scope.tenantId)
          const { id } = yield* decode(Versioned, added.json)
          const remove = (key: string) => write("DELETE", `/v2/oidc-providers/${id}`, key)
          assert.strictEqual((yield* remove(theirs.key)).status, 404)
          assert.strictEqual((yield* remove(ours.key)).status, 204)
          assert.strictEqual((yield* add(theirs.key)).status, 201)
        })
      )

      it.effect("gives the same issuer and audience to one of twenty companies at once", () =>
        Effect.gen(function* () {
          const companies = yield* Effect.forEach(Array.from({ length: 20 }), () => companyWithKey())
          const body = {
            issuer: "https://login.example.fr",
            audience: uuidV7(),
            jwksUrl: "https://login.example.fr/keys"
          }
          yield* inParallel(
            20,
            (index) => write("POST", "/v2/oidc-providers", companies[index]?.key ?? "", body),
            (answers) =>
              Effect.sync(() => {
                assert.strictEqual(answers.filter(({ status }) => status === 201).length, 1)
                assert.strictEqual(answers.filter(({ status }) => status === 409).length, 19)
              })
          )
        })
      )

      it.effect("reads no key set from a private or plain address", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          const refused = [
            "http://id.example.fr/keys",
            "https://127.0.0.1/keys",
            "https://10.1.2.3/keys",
            "https://[::1]/keys",
            "https://localhost/keys",
            "https://db/keys",
            "https://id.example.fr:5432/keys",
            "https://user:pass@id.example.fr/keys",
            "file:///etc/passwd"
          ]
          for (const jwksUrl of refused) {
            const body = { issuer: "https://id.example.fr", audience: "a", jwksUrl }
            const answer = yield* write("POST", "/v2/oidc-providers", key, body)
            assert.strictEqual(answer.status, 400, jwksUrl)
          }
        })
      )
    }
  )
