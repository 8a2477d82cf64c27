import { Context, Effect, Layer, Redacted } from "effect"
import { keySecretsLayer } from "../../../adapters/ids/RandomKeySecrets.ts"
import { idsLayer, uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { tokenVerifierLayer } from "../../../adapters/oidc/TokenVerifierJose.ts"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { stores } from "../../../adapters/postgres/stores.ts"
import { swanDefinition } from "../../../adapters/swan/definition.ts"
import { swanAdapter } from "../../../adapters/swan/swanAdapter.ts"
import { sealedSecretsLayer } from "../../../adapters/vault/SealedSecretsAes.ts"
import { syncAccounts } from "../../../domain/finance/banking/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { connectProvider } from "../../../domain/finance/providers/usecases/index.ts"
import { ProviderAdapters, ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import { serveSimulator, type RunningSimulator } from "../../../simulators/host/serveSimulator.ts"
import { swanSimulator } from "../../../simulators/swan/swanSimulator.ts"
import { masterKeysForTests } from "../hosts.ts"
import { attempt } from "../providers/intentWorld.ts"
import { serviceUrl } from "../database.ts"

/** The running simulator of Swan. */
export class SwanServer extends Context.Service<SwanServer, RunningSimulator>()("test/SwanServer") {}

const server = Layer.effect(SwanServer, serveSimulator(swanSimulator()))

const adapters = Layer.unwrap(Effect.map(SwanServer, ({ url }) => ProviderAdapters.layer([swanAdapter(url)])))

/** Everything that a worker has for banking, with the simulator of Swan as its one provider. */
export const bankWorld = Layer.suspend(() =>
  Layer.mergeAll(ProviderDefinitions.layer([swanDefinition]), sealedSecretsLayer(masterKeysForTests)).pipe(
    Layer.provideMerge(adapters),
    Layer.provide(providerHttpLayer()),
    Layer.provideMerge(stores),
    Layer.provide(Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 12 })),
    Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
    Layer.provideMerge(Layer.merge(idsLayer, server))
  )
)

/** A connection of the acting company to a project of its own. */
export const bankConnection = Effect.gen(function* () {
  const clientId = Redacted.make(`client-${uuidV7()}`)
  const connection = yield* connectProvider(
    {
      provider: swanDefinition.name,
      environment: "simulation",
      label: "Swan",
      settings: { userId: "user-1" }
    },
    Redacted.make({ clientId: Redacted.value(clientId), clientSecret: "secret" })
  )
  return { ...connection, clientId }
})

export const sync = (connectionId: ConnectionId) => syncAccounts.run({ connectionId }, attempt(1))
