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
import { redactedJson } from "../../adapters/telemetry/logs.ts"

/** What `wrangler.toml` binds. */
interface Bindings {
  readonly HYPERDRIVE: { readonly connectionString: string }
  readonly PLAIN_LOOPBACK_OIDC: string
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
  const { handle, services } = Effect.runSync(
    Effect.gen(function* () {
      const made = yield* Layer.build(servicesOf(env, url))
      return {
        services: made,
        handle: yield* Effect.provide(service(Layer.merge(site, linkedReference)), made)
      }
    }).pipe(Effect.provideService(Scope.Scope, Scope.makeUnsafe()))
  )
  const toWebHandler = HttpEffect.toWebHandlerWith<Services, Services | PerRequest>(services)
  const answer = withRequestSessions(url)(handle)
  return (request, lifetime) => toWebHandler(Effect.andThen(keptAlive(lifetime), answer))(request)
}

const servicesOf = ({ PLAIN_LOOPBACK_OIDC }: Bindings, url: Redacted.Redacted) =>
  ownEventSignalLayer.pipe(
    Layer.provideMerge(Layer.merge(stores, readinessLayer)),

    Layer.provide(Connect.layerPerRequest(url)),
    Layer.provide(tokenVerifierLayer({ plainLoopback: PLAIN_LOOPBACK_OIDC === "true" })),
    Layer.provideMerge(keySecretsLayer),
    Layer.provideMerge(idsLayer),
    Layer.provideMerge(HttpServer.layerServices),
    Layer.provideMerge(Logger.layer([redactedJson]))
  )

type Services = Layer.Success<ReturnType<typeof servicesOf>>

type PerRequest = HttpServerRequest.HttpServerRequest | Scope.Scope

/** The answer leaves before the last COMMIT and the closing of the sessions: the Worker waits for that too. */
const keptAlive = (lifetime: Lifetime) =>
  Effect.suspend(() => {
    const { promise, resolve } = Promise.withResolvers<void>()
    lifetime.waitUntil(promise)
    return Effect.addFinalizer(() => Effect.sync(resolve))
  })
