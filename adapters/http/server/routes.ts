import { Effect, Layer } from "effect"
import { HttpRouter } from "effect/http"
import { HttpApiBuilder, HttpApiScalar } from "effect/http-api"
import { Api } from "../Api.ts"
import { tenancyHandlers } from "../platform/tenancy.http.ts"
import { credentialLayer } from "./credential.ts"
import { shell } from "./shell.ts"

const handlers = Layer.mergeAll(tenancyHandlers)

/** Every route of the service, with the contract at `/openapi.json` and its reference at `/docs`. */
const routes = Layer.mergeAll(
  HttpApiBuilder.layer(Api, { openapiPath: "/openapi.json" }).pipe(
    Layer.provide(handlers),
    Layer.provide(credentialLayer)
  ),
  HttpApiScalar.layer(Api, { path: "/docs" })
)

/** The service as one effect from request to response, the same on every host. */
export const service = Effect.map(HttpRouter.toHttpEffect(routes), shell)
