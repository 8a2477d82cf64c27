import { Effect, Layer, Redacted } from "effect"
import { keySecretsLayer } from "../../adapters/ids/RandomKeySecrets.ts"
import { idsLayer } from "../../adapters/ids/UuidV7.ts"
import { nmiDefinition } from "../../adapters/nmi/definition.ts"
import { nmiAdapter } from "../../adapters/nmi/nmiAdapter.ts"
import { tokenVerifierLayer } from "../../adapters/oidc/TokenVerifierJose.ts"
import { providerHttpLayer } from "../../adapters/outbound/ProviderHttpFetch.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { stores } from "../../adapters/postgres/stores.ts"
import { swanDefinition } from "../../adapters/swan/definition.ts"
import { swanAdapter } from "../../adapters/swan/swanAdapter.ts"
import { readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import { transferPerformers } from "../../domain/finance/banking/usecases/index.ts"
import { paymentPerformers } from "../../domain/finance/payments/usecases/index.ts"
import type { CallBudget, IntentPerformer } from "../../domain/finance/providers/model/index.ts"
import { IntentPerformers } from "../../ports/finance/IntentPerformers.ts"
import { ProviderAdapters, ProviderDefinitions } from "../../ports/finance/ProviderAdapters.ts"
import { ProviderHttp } from "../../ports/platform/ProviderHttp.ts"
import { benchMasterKey } from "../support/benchMasterKey.ts"

/** Everything that a worker has for transfers and payments, with the simulators of Swan and NMI as its providers. */
export const world = (options: {
  readonly database: Redacted.Redacted
  readonly swan: string
  readonly nmi: string
  readonly calls: Map<string, number>
}) =>
  Layer.mergeAll(
    IntentPerformers.layer<PortsOf<(typeof performers)[number]>>(performers),
    ProviderDefinitions.layer([swanDefinition, nmiDefinition])
  ).pipe(
    Layer.provideMerge(
      Layer.unwrap(Effect.map(readMasterKeys(Redacted.make(benchMasterKey)), sealedSecretsLayer))
    ),
    Layer.provideMerge(ProviderAdapters.layer([swanAdapter(options.swan), nmiAdapter(options.nmi)])),
    Layer.provide(Layer.provide(counted(options.calls), providerHttpLayer())),
    Layer.provideMerge(stores),
    Layer.provide(Connect.layerPool({ url: options.database, maxConnections: 24 })),
    Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
    Layer.provideMerge(idsLayer)
  )

const performers = [...transferPerformers, ...paymentPerformers]

type PortsOf<Performer> = Performer extends IntentPerformer<infer R> ? R : never

/** The policy of every call as it is, but for the budgets: those of the providers would make it an hour. */
const counted = (calls: Map<string, number>) =>
  Layer.effect(
    ProviderHttp,
    Effect.map(ProviderHttp, (http) => {
      const count = (operation: string) => void calls.set(operation, (calls.get(operation) ?? 0) + 1)
      return ProviderHttp.of({
        ask: (question) => {
          count(question.operation)
          return http.ask({ ...question, budget: wide })
        },
        send: (order) => {
          count(order.operation)
          return http.send({ ...order, budget: wide })
        }
      })
    })
  )

const wide: CallBudget = {
  concurrent: 64,
  concurrentPerTenant: 16,
  perMinute: 1_000_000,
  perMinutePerTenant: 1_000_000
}
