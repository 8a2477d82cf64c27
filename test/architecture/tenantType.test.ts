import { assert, describe, it } from "@effect/vitest"
import { compileTree } from "../support/compileTree.ts"

const storeCall = (provided: string) => `
import { Effect } from "effect"
import type { EntryId } from "../domain/finance/accounting/model/index.ts"
import { TenantScope } from "../domain/shared/TenantScope.ts"
import { Ledger } from "../ports/finance/Ledger.ts"

declare const id: EntryId
declare const ledger: typeof Ledger.Service
declare const acting: typeof TenantScope.Service
export const services = [TenantScope, acting]

export const found = Effect.runPromise(
  Effect.flatMap(Ledger, ({ find }) => find(id)).pipe(Effect.provideService(Ledger, ledger)${provided})
)
`

const useCaseCall = (provided: string) => `
import { Effect, type Layer } from "effect"
import type { NewEntry } from "../domain/finance/accounting/model/index.ts"
import { postEntry } from "../domain/finance/accounting/usecases/index.ts"
import { TenantScope } from "../domain/shared/TenantScope.ts"

declare const entry: NewEntry
declare const acting: typeof TenantScope.Service
declare const ports: Layer.Layer<Exclude<Effect.Services<ReturnType<typeof postEntry>>, TenantScope>>
export const services = [TenantScope, acting]

export const posted = Effect.runPromise(postEntry(entry).pipe(Effect.provide(ports)${provided}))
`

/** A service with one more group, built as the apps build it: everything is provided to it but a tenant. */
const routeGroup = (guarded: { readonly group: string; readonly routes: string }) => `
import { Effect, Layer, Schema } from "effect"
import { HttpServer } from "effect/http"
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { Credential } from "../adapters/http/contract/Credential.ts"
import { credentialLayer } from "../adapters/http/server/credential.ts"
import { service } from "../adapters/http/server/routes.ts"
import { TenantScope } from "../domain/shared/TenantScope.ts"

export const guards = [Credential, credentialLayer]

class OwnApi extends HttpApiGroup.make("own")
  .add(HttpApiEndpoint.get("company", "/company", { success: Schema.String }))${guarded.group} {}

class PlantedApi extends HttpApi.make("planted").add(OwnApi) {}

const handlers = HttpApiBuilder.group(PlantedApi, "own", (group) =>
  group.handle("company", () => Effect.map(TenantScope, ({ tenantId }) => tenantId))
)

const routes = HttpApiBuilder.layer(PlantedApi).pipe(Layer.provide(handlers)${guarded.routes})
const server = Layer.effectDiscard(Effect.flatMap(service(routes), (handle) => HttpServer.serveEffect(handle)))

declare const world: Layer.Layer<Exclude<Layer.Services<typeof server>, TenantScope>>
export const running = Effect.runPromise(Layer.launch(Layer.provide(server, world)))
`

const clientCall = (filter: string) => `
import { Effect } from "effect"
import { makeClient } from "../adapters/http/client/makeClient.ts"

export const entries = Effect.flatMap(makeClient({ baseUrl: "http://127.0.0.1", token: "azk" }), (client) =>
  client.ledger.entries({ query: { ${filter} } })
)
`

const acting = ", Effect.provideService(TenantScope, acting)"
const guarded = { group: ".middleware(Credential)", routes: ", Layer.provide(credentialLayer)" }

/** One run of the compiler for all of them. */
const report = compileTree({
  "storeWithout.ts": storeCall(""),
  "storeWith.ts": storeCall(acting),
  "useCaseWithout.ts": useCaseCall(""),
  "useCaseWith.ts": useCaseCall(acting),
  "groupWithout.ts": routeGroup({ group: "", routes: "" }),
  "groupWith.ts": routeGroup(guarded),
  "filterUnknown.ts": clientCall('jurnal: "VE"'),
  "filterKnown.ts": clientCall('journal: "VE"')
})

const errorsOf = (file: string) => report.get(file) ?? ["not compiled"]

/** The only error of a file, or all of them: a plant that is wrong elsewhere proves nothing. */
const errorOf = (file: string) => {
  const [first = "compiles", ...others] = errorsOf(file)
  return others.length === 0 ? first : `more than one error: ${errorsOf(file).join("\n")}`
}

const noTenant = /^planted.*error(?:.|\n)*Type 'TenantScope' is not assignable to type 'never'/

describe("the compiler", () => {
  it("refuses a call of a store that no tenant stands behind, and takes it with one", () => {
    assert.match(errorOf("storeWithout.ts"), noTenant)
    assert.deepStrictEqual(errorsOf("storeWith.ts"), [])
  })

  it("refuses a use case that no tenant stands behind, and takes it with one", () => {
    assert.match(errorOf("useCaseWithout.ts"), noTenant)
    assert.deepStrictEqual(errorsOf("useCaseWith.ts"), [])
  })

  it("refuses a service with a tenant route outside the credential, and takes it behind the credential", () => {
    assert.match(errorOf("groupWithout.ts"), noTenant)
    assert.deepStrictEqual(errorsOf("groupWith.ts"), [])
  })

  it("refuses a filter that the contract does not know in a call of the typed client", () => {
    assert.match(errorOf("filterUnknown.ts"), /^planted.*'jurnal' does not exist in type/)
    assert.deepStrictEqual(errorsOf("filterKnown.ts"), [])
  })
})
