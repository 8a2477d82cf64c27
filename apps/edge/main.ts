import { Effect, Layer, Logger, Redacted, Scope } from "effect"
import { HttpEffect, HttpServer, type HttpServerRequest } from "effect/http"
import { Hono } from "hono"
import { linkedReference } from "../../adapters/http/server/linkedReference.ts"
import { site } from "../../adapters/http/pages/site.ts"
import { service } from "../../adapters/http/server/routes.ts"
import { securityHeaders } from "../../adapters/http/server/shell.ts"
import { keySecretsLayer } from "../../adapters/ids/RandomKeySecrets.ts"
import { idsLayer } from "../../adapters/ids/UuidV7.ts"
import { tokenVerifierLayer } from "../../adapters/oidc/TokenVerifierJose.ts"
import { Connect, withRequestSessions } from "../../adapters/postgres/Connect.ts"
import { ownEventSignalLayer } from "../../adapters/postgres/platform/EventSignalSql.ts"
import { readinessLayer } from "../../adapters/postgres/platform/ReadinessSql.ts"
import { stores } from "../../adapters/postgres/stores.ts"
import { routeTemplates } from "../../adapters/http/server/routeTemplates.ts"
import { isolateTelemetryLayer, sentAfterwards } from "../../adapters/telemetry/isolateTelemetry.ts"
import { observed } from "../../adapters/telemetry/observed.ts"
import { withoutPlatformSpans } from "../../adapters/telemetry/serverSpans.ts"
import { PaymentControls } from "../../ports/finance/PaymentControls.ts"
import { NotificationSchemes } from "../../ports/finance/NotificationSchemes.ts"
import { randomTextsLayer } from "../../adapters/ids/RandomTextsSecure.ts"
import { readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import { ProcessDefinitions } from "../../ports/platform/ProcessDefinitions.ts"
import { suiteDefinitions } from "../../domain/finance/suite/model/index.ts"
import { ProviderDefinitions } from "../../ports/finance/ProviderAdapters.ts"
import { redactedJson } from "../../adapters/telemetry/logs.ts"
import { notificationSchemes, paymentControls, providerDefinitions } from "../registry/providers.ts"

/** What `wrangler.toml` binds. */
interface Bindings {
  readonly HYPERDRIVE: { readonly connectionString: string }
  readonly PLAIN_LOOPBACK_OIDC: string
  /** A collector of OpenTelemetry; empty where there is none. */
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string
  /** What the collector asks for, such as a key: a secret of the Worker. */
  readonly OTEL_EXPORTER_OTLP_HEADERS?: string
  /** A secret of the Worker; connections to providers are refused without it. */
  readonly AZALS_MASTER_KEY?: string
}

interface Lifetime {
  readonly waitUntil: (work: Promise<unknown>) => void
}

const app = new Hono<{ Bindings: Bindings }>()

/** The Worker runs: asked of it alone, not of the database behind it. */
app.get("/health", (c) => c.json({ status: "ok" }, 200, securityHeaders))

app.mount("/", (request, env: Bindings, lifetime: Lifetime) => handlerOf(env)(request, lifetime))

export default app

type Handler = (request: Request, lifetime: Lifetime) => Promise<Response>

let built: Handler | undefined

/** One router for the isolate, built on its first request: a Worker may not draw random numbers before one. */
const handlerOf = (env: Bindings): Handler => (built ??= build(env))

const build = (env: Bindings): Handler => {
  const url = Redacted.make(env.HYPERDRIVE.connectionString)
  const { handle, send, services } = Effect.runSync(
    Effect.gen(function* () {
      const made = yield* Layer.build(servicesOf(env, url))
      return { services: made, ...(yield* Effect.provide(watchedService, made)) }
    }).pipe(Effect.provideService(Scope.Scope, Scope.makeUnsafe()))
  )
  const toWebHandler = HttpEffect.toWebHandlerWith<Services, Services | PerRequest>(services)
  const answer = withRequestSessions(url)(handle)
  const afterwards = send === undefined ? undefined : () => Effect.runPromise(send)
  return (request, lifetime) => toWebHandler(Effect.andThen(keptAlive(lifetime, afterwards), answer))(request)
}

/** The service and, where the Worker has a collector, the effect that sends what its requests have gathered. */
const watchedService = Effect.gen(function* () {
  const send = yield* sentAfterwards
  const plain = yield* service(Layer.merge(site, linkedReference))
  const handle = yield* observed(plain, { counted: send !== undefined, routes: routeTemplates })
  return { handle, send }
})

const servicesOf = (env: Bindings, url: Redacted.Redacted) =>
  ownEventSignalLayer.pipe(
    Layer.provideMerge(vault(env.AZALS_MASTER_KEY)),
    Layer.provideMerge(ProcessDefinitions.layer(suiteDefinitions)),
    Layer.provideMerge(ProviderDefinitions.layer(providerDefinitions)),
    Layer.provideMerge(NotificationSchemes.layer(notificationSchemes)),
    Layer.provideMerge(PaymentControls.layer(paymentControls)),
    Layer.provideMerge(Layer.merge(stores, readinessLayer)),
    Layer.provide(Connect.layerPerRequest(url)),
    Layer.provide(tokenVerifierLayer({ plainLoopback: env.PLAIN_LOOPBACK_OIDC === "true" })),
    Layer.provideMerge(Layer.merge(keySecretsLayer, randomTextsLayer)),
    Layer.provideMerge(idsLayer),
    Layer.provideMerge(HttpServer.layerServices),
    Layer.provideMerge(isolateTelemetryLayer("azals-edge", crypto.randomUUID(), { ...env })),
    Layer.provideMerge(withoutPlatformSpans),
    Layer.provideMerge(Logger.layer([redactedJson]))
  )

const vault = (masterKey: string | undefined) =>
  Layer.unwrap(
    Effect.map(
      Effect.orDie(readMasterKeys(masterKey === undefined ? undefined : Redacted.make(masterKey))),
      sealedSecretsLayer
    )
  )

type Services = Layer.Success<ReturnType<typeof servicesOf>>

type PerRequest = HttpServerRequest.HttpServerRequest | Scope.Scope

/**
 * The answer leaves before the last COMMIT and the closing of the sessions: the Worker waits for that too, and then for
 * what is done `afterwards`.
 */
const keptAlive = (lifetime: Lifetime, afterwards: (() => Promise<void>) | undefined) =>
  Effect.suspend(() => {
    const { promise, resolve } = Promise.withResolvers<void>()
    lifetime.waitUntil(afterwards === undefined ? promise : promise.then(afterwards))
    return Effect.addFinalizer(() => Effect.sync(resolve))
  })
