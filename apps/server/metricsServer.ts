import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Layer, type Redacted } from "effect"
import { createServer } from "node:http"
import { engineGauges } from "../../adapters/postgres/platform/engineGauges.ts"
import { withoutPlatformSpans } from "../../adapters/telemetry/serverSpans.ts"
import { metricsPage } from "../../adapters/telemetry/metricsPage.ts"

/** `/metrics` on an address of its own, so that what is public and what is not are two different ports. */
export const metricsServerLayer = (options: {
  readonly databaseUrl: Redacted.Redacted
  readonly host: string
  readonly port: number
}) =>
  metricsPage(engineGauges(options.databaseUrl)).pipe(
    Layer.provide(withoutPlatformSpans),
    Layer.provide(NodeHttpServer.layer(() => createServer(), { host: options.host, port: options.port }))
  )
