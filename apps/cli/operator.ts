import { Effect, Layer, type Redacted } from "effect"
import { keySecretsLayer } from "../../adapters/ids/RandomKeySecrets.ts"
import { idsLayer, uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { tokenVerifierLayer } from "../../adapters/oidc/TokenVerifierJose.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { unreachable } from "../../adapters/postgres/UnfitDatabase.ts"
import { assertPowerless } from "../../adapters/postgres/assertPowerless.ts"
import { tenantDirectoryLayer } from "../../adapters/postgres/platform/TenantDirectorySql.ts"
import { stores } from "../../adapters/postgres/stores.ts"
import { Permission } from "../../domain/shared/Permission.ts"
import { ActorId, type TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"
import { TenantDirectory } from "../../ports/platform/TenantDirectory.ts"
import { Impossible } from "./CommandFailure.ts"
import { database } from "./database.ts"

/** Everything that the use cases ask for, over a few connections, until the scope closes. */
export const operatorServices = (databaseUrl: Redacted.Redacted) =>
  Effect.mapError(
    Layer.build(operatorLayer(databaseUrl)),
    (error) => new Impossible({ reason: unreachable(error, "DATABASE_URL").reason })
  )

const operatorLayer = (databaseUrl: Redacted.Redacted) =>
  Layer.merge(stores, tenantDirectoryLayer).pipe(
    Layer.provide(Connect.layerPool({ url: databaseUrl, maxConnections: 2 })),
    Layer.provide(tokenVerifierLayer({ plainLoopback: false })),
    Layer.provideMerge(Layer.merge(idsLayer, keySecretsLayer))
  )

/** Runs an operator's command on the database of this machine or of the environment, once its login is checked. */
export const withOperatedDatabase = <E>(
  command: Effect.Effect<void, E, Layer.Success<ReturnType<typeof operatorLayer>>>
) =>
  Effect.gen(function* () {
    const { service } = yield* database({ join: true })
    yield* Effect.mapError(
      assertPowerless(service, "DATABASE_URL"),
      ({ reason }) => new Impossible({ reason })
    )
    yield* Effect.provide(command, yield* operatorServices(service))
  }).pipe(Effect.scoped)

/** Fails with a sentence when no company has this id. */
export const knownTenant = (tenantId: TenantId) =>
  Effect.gen(function* () {
    const { all } = yield* TenantDirectory
    const known = (yield* all).some(({ id }) => id === tenantId)
    if (!known) return yield* new Impossible({ reason: unknownTenant(tenantId) })
  })

const unknownTenant = (id: TenantId) => ({
  fr: `Aucune société n'a l'identifiant ${id} : cherchez-la avec « azals tenants list ».`,
  en: `No company has the id ${id}: look it up with "azals tenants list".`
})

/** The actor that the audit names when an operator of the service acts from the command line. */
const operator = ActorId.make("00000000-0000-7000-8000-000000000001")

/** Lets a use case run for one company, as an operator of the service: with every right, under the same policies. */
export const operatingOn = (tenantId: TenantId) =>
  Effect.provideServiceEffect(
    TenantScope,
    Effect.sync(() => ({
      tenantId,
      actorId: operator,
      actorKind: "system" as const,
      permissions: new Set(Permission.literals),
      requestId: uuidV7()
    }))
  )
