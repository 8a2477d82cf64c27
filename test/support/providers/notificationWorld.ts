import { Effect, Layer, Redacted } from "effect"
import { idsLayer, uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { keySecretsLayer } from "../../../adapters/ids/RandomKeySecrets.ts"
import { randomTextsLayer } from "../../../adapters/ids/RandomTextsSecure.ts"
import { tokenVerifierLayer } from "../../../adapters/oidc/TokenVerifierJose.ts"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { stores } from "../../../adapters/postgres/stores.ts"
import { swanDefinition } from "../../../adapters/swan/definition.ts"
import { swanNotifications } from "../../../adapters/swan/notifications.ts"
import { sealedSecretsLayer } from "../../../adapters/vault/SealedSecretsAes.ts"
import {
  type Application,
  type ExpectedNotification,
  notificationApplier,
  NotificationId
} from "../../../domain/finance/notifications/model/index.ts"
import {
  type AskFailure,
  type ConnectionId,
  ProviderName,
  ProviderUnavailable
} from "../../../domain/finance/providers/model/index.ts"
import { connectProvider } from "../../../domain/finance/providers/usecases/index.ts"
import { NotificationAppliers } from "../../../ports/finance/NotificationAppliers.ts"
import { Notifications } from "../../../ports/finance/Notifications.ts"
import { NotificationSchemes } from "../../../ports/finance/NotificationSchemes.ts"
import {
  type ProviderAdapter,
  ProviderAdapters,
  ProviderDefinitions
} from "../../../ports/finance/ProviderAdapters.ts"
import { masterKeysForTests } from "../hosts.ts"
import { serviceUrl } from "../database.ts"

/** A provider whose resources are versions in memory, and a business that keeps what was applied to it. */
export class TestResources {
  readonly versions = new Map<string, bigint>()
  readonly applied = new Map<string, bigint>()
  readonly writes: Array<readonly [reference: string, version: bigint]> = []
  reads = 0
  failure: AskFailure | undefined = undefined
  broken: string | undefined = undefined
  expected: ReadonlyArray<ExpectedNotification> = []

  readonly applier = notificationApplier<never>({
    concern: "banking.transaction",
    read: ({ reference }) =>
      Effect.suspend((): Effect.Effect<Application<never>, AskFailure> => {
        this.reads++
        if (this.failure !== undefined) return Effect.fail(this.failure)
        const asOf = this.versions.get(reference)
        if (asOf === undefined) return Effect.succeed({ _tag: "Ignored", reason: "unknown" })
        const write = Effect.sync(() => {
          if (reference === this.broken) throw new Error("cannot be written")
          this.applied.set(reference, asOf)
          this.writes.push([reference, asOf])
        })
        return Effect.succeed({ _tag: "Apply", asOf, write })
      })
  })

  readonly adapter: ProviderAdapter = {
    definition: swanDefinition,
    probe: () => Effect.void,
    expectedSince: () => Effect.succeed(this.expected)
  }
}

export const unavailable = new ProviderUnavailable({
  provider: ProviderName.make("swan"),
  operation: "read-transaction",
  reason: "unreachable",
  retryAfterSeconds: null
})

/** Everything that a worker has for notifications, with one provider and one thing that it notifies. */
export const notificationWorld = (resources: TestResources) =>
  Layer.suspend(() =>
    Layer.mergeAll(
      NotificationAppliers.layer([resources.applier]),
      NotificationSchemes.layer([swanNotifications]),
      ProviderDefinitions.layer([swanDefinition]),
      ProviderAdapters.layer([Effect.succeed(resources.adapter)]),
      sealedSecretsLayer(masterKeysForTests)
    ).pipe(
      Layer.provideMerge(stores),
      Layer.provide(Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 12 })),
      Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
      Layer.provideMerge(Layer.merge(idsLayer, randomTextsLayer))
    )
  )

export const swanConnection = connectProvider(
  { provider: ProviderName.make("swan"), environment: "sandbox", label: "Swan", settings: {} },
  Redacted.make({ clientId: "c", clientSecret: "s", webhookSecret: "shared" })
)

/** One that waits to be worked at, as if it had been delivered. */
export const waiting = (id: ConnectionId, resourceId: string, type = "Transaction.Booked") =>
  Effect.gen(function* () {
    const { keepMissed } = yield* Notifications
    const notificationId = NotificationId.make(uuidV7())
    const one = { id: notificationId, eventId: uuidV7(), type, resourceId, occurredAt: null }
    yield* keepMissed({ id, provider: ProviderName.make("swan") }, [one])
    return notificationId
  })
