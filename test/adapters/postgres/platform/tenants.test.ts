import { assert, layer } from "@effect/vitest"
import { Effect, Exit, Layer, Option, Redacted } from "effect"
import { idsLayer } from "../../../../adapters/ids/UuidV7.ts"
import { keySecretsLayer } from "../../../../adapters/ids/RandomKeySecrets.ts"
import { tokenVerifierLayer } from "../../../../adapters/oidc/TokenVerifierJose.ts"
import { Connect } from "../../../../adapters/postgres/Connect.ts"
import { tenantDirectoryLayer } from "../../../../adapters/postgres/platform/TenantDirectorySql.ts"
import { stores } from "../../../../adapters/postgres/stores.ts"
import { TenantSql } from "../../../../adapters/postgres/TenantSql.ts"
import {
  listTenants,
  openTenant,
  resumeTenant,
  suspendTenant
} from "../../../../domain/platform/tenancy/usecases/index.ts"
import { Siren } from "../../../../domain/shared/Siren.ts"
import { CurrencyCode } from "../../../../domain/shared/Money.ts"
import { ActorId, TenantScope } from "../../../../domain/shared/TenantScope.ts"
import { Admission } from "../../../../ports/platform/Admission.ts"
import { KeySecrets } from "../../../../ports/platform/KeySecrets.ts"
import { freshScope } from "../../../support/tenants.ts"
import { serviceUrl } from "../../../support/database.ts"

const platform = Layer.suspend(() =>
  Layer.merge(stores, tenantDirectoryLayer).pipe(
    Layer.provideMerge(Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 8 })),
    Layer.provide(tokenVerifierLayer({ plainLoopback: false })),
    Layer.provideMerge(Layer.merge(idsLayer, keySecretsLayer))
  )
)

const company = {
  name: "Menuiserie Lemaire",
  siren: Siren.make("732829320"),
  language: "fr",
  currency: CurrencyCode.make("EUR"),
  ownerName: "Claire Lemaire",
  ownerSubject: "auth0|claire"
} as const

layer(platform, { excludeTestServices: true })("the operators of the service", (it) => {
  it.effect("opens a company whose first key admits its owner", () =>
    Effect.gen(function* () {
      const scope = yield* freshScope
      const { key, tenant } = yield* Effect.provideService(openTenant(company), TenantScope, scope)
      assert.include(tenant, { id: scope.tenantId, name: "Menuiserie Lemaire", status: "active", version: 1 })
      const { admit } = yield* Admission
      const admitted = Option.getOrThrow(yield* admit(key.secret))
      assert.include(admitted, { tenantId: scope.tenantId, actorId: ActorId.make(key.id), role: "owner" })
    })
  )

  it.effect("opens nothing when a part of it fails", () =>
    Effect.gen(function* () {
      const [first, second] = [yield* freshScope, yield* freshScope]
      const drawn = yield* Effect.flatMap(KeySecrets, ({ draw }) => draw)
      const open = openTenant(company).pipe(
        Effect.provideService(KeySecrets, KeySecrets.of({ draw: Effect.succeed(drawn) }))
      )
      yield* Effect.provideService(open, TenantScope, first)
      const clash = yield* Effect.exit(Effect.provideService(open, TenantScope, second))
      assert.isTrue(Exit.isFailure(clash))
      const { statements } = yield* TenantSql
      const rows = yield* statements(
        ({ sql }) => sql`select 1 from azals.tenant union all select 1 from azals.member`
      ).pipe(Effect.provideService(TenantScope, second))
      assert.deepStrictEqual(rows, [])
    })
  )

  it.effect("list every company, and close and open its access", () =>
    Effect.gen(function* () {
      const scope = yield* freshScope
      const { key } = yield* Effect.provideService(openTenant(company), TenantScope, scope)
      const { admit } = yield* Admission
      const standing = Effect.gen(function* () {
        const listed = (yield* listTenants()).find(({ id }) => id === scope.tenantId)
        const admitted = yield* admit(key.secret)
        return [listed?.status, Option.getOrThrow(admitted).tenantStatus]
      })
      assert.deepStrictEqual(yield* standing, ["active", "active"])
      const suspended = yield* Effect.provideService(suspendTenant(), TenantScope, scope)
      assert.include(suspended, { status: "suspended", version: 2 })
      assert.deepStrictEqual(yield* standing, ["suspended", "suspended"])
      yield* Effect.provideService(resumeTenant(), TenantScope, scope)
      assert.deepStrictEqual(yield* standing, ["active", "active"])
    })
  )

  it.effect("read names and statuses under a role that sees no company's rows", () =>
    Effect.gen(function* () {
      const { open } = yield* Connect
      const refused = yield* Effect.scoped(
        Effect.gen(function* () {
          const session = yield* open
          yield* session.query("BEGIN")
          yield* session.query("set local role azals_engine")
          const exit = yield* Effect.exit(session.query("select * from azals.tenant"))
          yield* session.query("ROLLBACK")
          return exit
        })
      )
      assert.isTrue(Exit.isFailure(refused))
    })
  )
})
