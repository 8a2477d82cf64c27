import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { sha256 } from "../../../adapters/postgres/platform/AdmissionSql.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const addMember = (key: string, requestId: string) =>
  call("POST", "/v2/members", {
    key,
    body: { subject: `sub|${uuidV7()}`, name: "Claire", email: null, role: "operator" },
    headers: { "idempotency-key": uuidV7(), "x-request-id": requestId }
  })

const Entries = Schema.Struct({
  items: Schema.Array(
    Schema.Struct({
      seq: Schema.Int,
      entity: Schema.String,
      action: Schema.String,
      requestId: Schema.String,
      actorId: Schema.String,
      at: Schema.String
    })
  ),
  nextCursor: Schema.NullOr(Schema.String)
})

const entries = (key: string, query: string) =>
  Effect.gen(function* () {
    const answer = yield* call("GET", `/v2/audit?${query}`, { key })
    assert.strictEqual(answer.status, 200, answer.text)
    return yield* Effect.orDie(Schema.decodeUnknownEffect(Entries)(answer.json))
  })

/** Every text that the company's rows hold outside its keys, searched for the secret and for its hash. */
const secretsNowhere = (scope: TenantScope["Service"], secret: string) =>
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const hash = Buffer.from(yield* sha256(secret)).toString("hex")
    const rows = yield* statements(
      ({ sql }) => sql`select a::text from azals.audit a union all select o::text from azals.outbox o
        union all select i::text from azals.idempotency i`
    ).pipe(Effect.provideService(TenantScope, scope))
    const all = JSON.stringify(rows)
    assert.include(all, secret.slice(0, 12))
    for (const hidden of [secret, secret.slice(13), hash]) assert.notInclude(all, hidden)
  })

/** What every host answers alike of the audit. */
export const auditScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `audit on ${name}`,
    (it) => {
      it.effect("says who changed what in which request, the newest first", () =>
        Effect.gen(function* () {
          const [ours, theirs] = [yield* companyWithKey(), yield* companyWithKey()]
          const [first, second] = [uuidV7(), uuidV7()]
          yield* addMember(ours.key, first)
          yield* addMember(ours.key, second)
          yield* addMember(theirs.key, uuidV7())
          const members = yield* entries(ours.key, "entity=member")
          assert.deepStrictEqual(
            members.items.map(({ action, requestId }) => [action, requestId]),
            [
              ["insert", second],
              ["insert", first]
            ]
          )
          const page = yield* entries(ours.key, "limit=1&entity=member")
          const rest = yield* entries(ours.key, `limit=1&entity=member&cursor=${page.nextCursor}`)
          assert.deepStrictEqual([...page.items, ...rest.items], members.items)
          const newest = members.items[0]
          assert.deepStrictEqual(
            (yield* entries(ours.key, `requestId=${second}`)).items,
            members.items.slice(0, 1)
          )
          assert.deepStrictEqual((yield* entries(ours.key, `actor=${uuidV7()}`)).items, [])
          const at = encodeURIComponent(newest?.at ?? "")
          assert.notInclude(JSON.stringify(yield* entries(ours.key, `to=${at}`)), second)
          assert.include(JSON.stringify(yield* entries(ours.key, `from=${at}`)), second)
        })
      )

      it.effect("is one unbroken chain after fifty writers at once", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithKey()
          yield* inParallel(
            50,
            () => addMember(key, uuidV7()),
            () =>
              Effect.gen(function* () {
                const { json } = yield* call("GET", "/v2/audit/verify", { key })
                assert.deepInclude(json, { valid: true, checked: 52 })
              })
          )
        })
      )

      it.effect("never holds a secret, nor its hash; neither do the events or the kept answers", () =>
        Effect.gen(function* () {
          const { key, scope } = yield* companyWithKey()
          const body = { name: "Till", role: "device", scopes: null, ratePerMinute: 60, expiresAt: null }
          const headers = { "idempotency-key": uuidV7() }
          const issued = yield* call("POST", "/v2/api-keys", { key, body, headers })
          const secret = /"secret":"(azk_[^"]+)"/.exec(issued.text)?.[1] ?? ""
          assert.strictEqual(secret.length, 56)
          yield* secretsNowhere(scope, secret)
        })
      )

      it.effect("is read by those who may", () =>
        Effect.gen(function* () {
          const { scope } = yield* companyWithKey()
          const operator = yield* keyFor(scope, "operator")
          assert.strictEqual((yield* call("GET", "/v2/audit", { key: operator })).status, 403)
          const auditor = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* call("GET", "/v2/audit", { key: auditor })).status, 200)
        })
      )
    }
  )
