import { Effect, Layer, type Redacted } from "effect"
import { keySecretsLayer } from "../../adapters/ids/RandomKeySecrets.ts"
import { idsLayer, uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { tokenVerifierLayer } from "../../adapters/oidc/TokenVerifierJose.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { stores } from "../../adapters/postgres/stores.ts"
import { Permission } from "../../domain/shared/Permission.ts"
import { ActorId, type TenantId, TenantScope } from "../../domain/shared/TenantScope.ts"

/** Everything that the use cases ask for, over a few connections. */
export const operatorLayer = (databaseUrl: Redacted.Redacted) =>
  stores.pipe(
    Layer.provide(Connect.layerPool({ url: databaseUrl, maxConnections: 2 })),
    Layer.provide(tokenVerifierLayer({ plainLoopback: false })),
    Layer.provideMerge(Layer.merge(idsLayer, keySecretsLayer))
  )

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
