import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Predicate } from "effect"
import { Requires } from "../../adapters/http/contract/rules.ts"
import { Tenants } from "../../ports/platform/Tenants.ts"
import { tenantsLayer } from "../../adapters/postgres/platform/TenantsSql.ts"
import { permissionsOf, Role } from "../../domain/shared/Permission.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { type Operation, operations, payloadsOf } from "../support/contract.ts"
import { call, nodeHost } from "../support/hosts.ts"
import { type Departure, requestOf } from "../support/requests.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../support/tenants.ts"

const send = (operation: Operation, key: string, departure?: Departure) => {
  const { method, path, ...options } = requestOf(operation, departure)
  return call(method, path, { ...options, key, brief: operation.streams })
}

const typeOf = (json: unknown) => (Predicate.hasProperty(json, "type") ? json.type : undefined)

const everywhere = Layer.merge(nodeHost, Layer.provideMerge(tenantsLayer, tenantSqlLayer))

layer(everywhere, { excludeTestServices: true, timeout: "60 seconds" })("every route", (it) => {
  it.effect.each(operations)("$name refuses a stranger", (operation) =>
    Effect.gen(function* () {
      const { method, path, ...options } = requestOf(operation)
      const nobody = yield* call(method, path, options)
      assert.strictEqual(nobody.status, 401)
      const unknown = yield* send(operation, "azk_unknown")
      assert.strictEqual(unknown.status, 401)
      assert.strictEqual(typeOf(unknown.json), "/problems/unauthorized")
    })
  )

  it.effect.each(operations)("$name asks for its right, role by role", (operation) =>
    Effect.gen(function* () {
      const { scope } = yield* companyWithKey()
      const required = Context.getOrUndefined(operation.endpoint.annotations, Requires)
      for (const role of Role.literals) {
        const { json, status } = yield* send(operation, yield* keyFor(scope, role))
        const may = required !== undefined && permissionsOf[role].has(required)
        assert.strictEqual(typeOf(json) === "/problems/permission-denied", !may, role)
        if (!may) assert.strictEqual(status, 403)
      }
    })
  )

  it.effect("all answer the same for a suspended company", () =>
    Effect.gen(function* () {
      const { key, scope } = yield* companyWithKey()
      const { setStatus } = yield* Tenants
      yield* Effect.provideService(setStatus("suspended"), TenantScope, scope)
      const answers = yield* Effect.forEach(operations, (operation) => send(operation, key))
      for (const { json, status } of answers) {
        assert.strictEqual(status, 403)
        assert.deepStrictEqual(json, answers[0]?.json)
        assert.strictEqual(typeOf(json), "/problems/tenant-suspended")
      }
    })
  )

  it.effect.each(operations)("$name refuses a parameter that it does not know", (operation) =>
    Effect.gen(function* () {
      const { key } = yield* companyWithKey()
      const { status, text } = yield* send(operation, key, { query: { unheardOf: "1" } })
      assert.strictEqual(status, 400)
      assert.include(text, '"path":["query","unheardOf"]')
    })
  )

  const taking = operations.filter((operation) =>
    payloadsOf(operation).some(({ type }) => type.includes("json"))
  )

  it.effect.each(taking)(
    "$name refuses a field that it does not know, and names every wrong one",
    (operation) =>
      Effect.gen(function* () {
        const { key } = yield* companyWithKey()
        const { status, text } = yield* send(operation, key, { body: { unheardOf: 1, neitherThis: 2 } })
        assert.strictEqual(status, 400)
        assert.include(text, '"path":["payload","unheardOf"]')
        assert.include(text, '"path":["payload","neitherThis"]')
      })
  )

  const writing = operations.filter(({ endpoint }) => endpoint.method !== "GET")

  it.effect.each(writing)("$name wants an idempotency key", (operation) =>
    Effect.gen(function* () {
      const { key } = yield* companyWithKey()
      const { json, status } = yield* send(operation, key, { headers: { "idempotency-key": "short" } })
      assert.strictEqual(status, 400)
      assert.strictEqual(typeOf(json), "/problems/idempotency-key-missing")
    })
  )
})
