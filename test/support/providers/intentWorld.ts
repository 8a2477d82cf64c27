import { Context, Effect, Layer, Redacted } from "effect"
import { idsLayer, uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import { stores } from "../../../adapters/postgres/stores.ts"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { keySecretsLayer } from "../../../adapters/ids/RandomKeySecrets.ts"
import { tokenVerifierLayer } from "../../../adapters/oidc/TokenVerifierJose.ts"
import { sealedSecretsLayer } from "../../../adapters/vault/SealedSecretsAes.ts"
import { JobId, type JobRun } from "../../../domain/platform/jobs/model/index.ts"
import { ProviderName } from "../../../domain/finance/providers/model/index.ts"
import { connectProvider } from "../../../domain/finance/providers/usecases/index.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { ProviderAdapters, ProviderDefinitions } from "../../../ports/finance/ProviderAdapters.ts"
import { masterKeysForTests } from "../hosts.ts"
import { fakeAdapter, fakeDefinition, payPerformer } from "./fakeBank.ts"
import { faultyServer } from "./faultyServer.ts"
import { serviceUrl } from "../database.ts"

/** The fake bank's server, and each end of an intent that the business heard of. */
export class FakeBankServer extends Context.Service<
  FakeBankServer,
  Effect.Success<typeof faultyServer> & { readonly ends: Array<readonly [intentId: string, state: string]> }
>()("test/FakeBankServer") {}

const server = Layer.effect(
  FakeBankServer,
  Effect.map(faultyServer, (made) => FakeBankServer.of({ ...made, ends: [] }))
)

const performers = Layer.unwrap(
  Effect.map(FakeBankServer, ({ ends }) =>
    IntentPerformers.layer([
      payPerformer((state, intentId) => Effect.sync(() => void ends.push([intentId, state])))
    ])
  )
)

/** Everything that a worker has for intents, with the fake bank as its one provider. */
export const intentWorld = Layer.suspend(() =>
  Layer.mergeAll(
    performers,
    ProviderDefinitions.layer([fakeDefinition]),
    sealedSecretsLayer(masterKeysForTests)
  ).pipe(
    Layer.provideMerge(ProviderAdapters.layer([fakeAdapter])),
    Layer.provide(providerHttpLayer()),
    Layer.provideMerge(stores),
    Layer.provide(Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 12 })),
    Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
    Layer.provideMerge(Layer.merge(idsLayer, server))
  )
)

/** A connection of the acting company to the fake bank. */
export const fakeConnection = Effect.gen(function* () {
  const { url } = yield* FakeBankServer
  return yield* connectProvider(
    { provider: ProviderName.make("fake-bank"), environment: "simulation", label: "Fake", settings: { url } },
    Redacted.make({ apiKey: "fake-key" })
  )
})

/** One attempt at a job, as a worker makes it. */
export const attempt = (count: number): JobRun => ({
  id: JobId.make(uuidV7()),
  attempt: count,
  progress: () => Effect.void,
  step: (_, __, work) => work
})
