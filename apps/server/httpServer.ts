import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Deferred, Effect, Layer, type Redacted } from "effect"
import { HttpServer, type HttpServerResponse } from "effect/http"
import { createServer } from "node:http"
import { keySecretsLayer } from "../../adapters/ids/RandomKeySecrets.ts"
import { idsLayer } from "../../adapters/ids/UuidV7.ts"
import { tokenVerifierLayer } from "../../adapters/oidc/TokenVerifierJose.ts"
import { embeddedReference } from "../../adapters/http/server/embeddedReference.ts"
import { routeTemplates } from "../../adapters/http/server/routeTemplates.ts"
import { observed } from "../../adapters/telemetry/observed.ts"
import { withoutPlatformSpans } from "../../adapters/telemetry/serverSpans.ts"
import { site } from "../../adapters/http/pages/site.ts"
import { HostStopping } from "../../adapters/http/server/request.ts"
import { service } from "../../adapters/http/server/routes.ts"
import { Connect } from "../../adapters/postgres/Connect.ts"
import { sharedEventSignalLayer } from "../../adapters/postgres/platform/EventSignalSql.ts"
import { readinessLayer } from "../../adapters/postgres/platform/ReadinessSql.ts"
import { stores } from "../../adapters/postgres/stores.ts"
import { publicReceivers, type ReceiverLimits } from "../../domain/platform/webhooks/model/index.ts"
import { WebhookReceivers } from "../../ports/platform/WebhookReceivers.ts"
import { PaymentControls } from "../../ports/finance/PaymentControls.ts"
import { NotificationSchemes } from "../../ports/finance/NotificationSchemes.ts"
import { randomTextsLayer } from "../../adapters/ids/RandomTextsSecure.ts"
import type { MasterKeys } from "../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import type { NotificationScheme } from "../../domain/finance/notifications/model/index.ts"
import type { ProviderDefinition } from "../../domain/finance/providers/model/index.ts"
import { ProcessDefinitions } from "../../ports/platform/ProcessDefinitions.ts"
import { suiteDefinitions } from "../../domain/finance/suite/model/index.ts"
import { ProviderDefinitions } from "../../ports/finance/ProviderAdapters.ts"
import { notificationSchemes, paymentControls, providerDefinitions } from "../registry/providers.ts"

export interface ServerOptions {
  readonly databaseUrl: Redacted.Redacted
  readonly maxConnections: number
  readonly host: string
  readonly port: number
  readonly plainLoopbackOidc: boolean
  /** Without them, secrets can be neither sealed nor opened. */
  readonly masterKeys?: MasterKeys | undefined
  /** The finance providers that connections can be made to; those of the service when absent. */
  readonly providers?: ReadonlyArray<ProviderDefinition>
  /** How their notifications are proven and read; those of the service when absent. */
  readonly schemes?: ReadonlyArray<NotificationScheme>
  /** What receivers of webhooks may be; those of the public internet unless told. */
  readonly receivers?: ReceiverLimits
  /** Whether requests are counted and timed, for `/metrics` or a collector. */
  readonly measureRequests?: boolean
}

/** The API on Node: serves until the scope closes. Provides `HttpServer`, whose `address` names the port taken. */
export const httpServerLayer = (options: ServerOptions) =>
  Layer.effectDiscard(
    service(Layer.merge(site, embeddedReference)).pipe(
      Effect.flatMap((handle) =>
        observed(handle, { counted: options.measureRequests === true, routes: routeTemplates })
      ),
      Effect.flatMap(serveUntilStopped)
    )
  ).pipe(
    Layer.provide(withoutPlatformSpans),
    Layer.provide(sharedEventSignalLayer),
    Layer.provide(NotificationSchemes.layer(options.schemes ?? notificationSchemes)),
    Layer.provide(PaymentControls.layer(paymentControls)),
    Layer.provide(ProcessDefinitions.layer(suiteDefinitions)),
    Layer.provide(ProviderDefinitions.layer(options.providers ?? providerDefinitions)),
    Layer.provide(sealedSecretsLayer(options.masterKeys)),
    Layer.provide(Layer.succeed(WebhookReceivers, options.receivers ?? publicReceivers)),
    Layer.provide(Layer.merge(stores, readinessLayer)),
    Layer.provide(Connect.layerPool({ url: options.databaseUrl, maxConnections: options.maxConnections })),
    Layer.provide(tokenVerifierLayer({ plainLoopback: options.plainLoopbackOidc })),
    Layer.provide([keySecretsLayer, randomTextsLayer]),
    Layer.provide(idsLayer),
    Layer.provideMerge(NodeHttpServer.layer(() => createServer(), { host: options.host, port: options.port }))
  )

/** Tells running requests that the host stops before it waits for them: streams of events end, the others finish. */
const serveUntilStopped = <E, R>(handle: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>) =>
  Effect.gen(function* () {
    const stopping = yield* Deferred.make<void>()
    yield* HttpServer.serveEffect(Effect.provideService(handle, HostStopping, Deferred.await(stopping)))
    yield* Effect.addFinalizer(() => Deferred.succeed(stopping, undefined))
  })
