import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { WebhookDeliveries } from "../../../ports/platform/WebhookDeliveries.ts"
import { collector } from "../../support/deployedServer.ts"
import { testMasterKey } from "../../support/hosts.ts"
import { eventually, JobDatabase } from "../../support/jobs/jobWorld.ts"
import { ownDatabase } from "../../support/jobs/ownDatabase.ts"
import { productionWorkerFile, startWorker } from "../../support/jobs/workers.ts"
import { answers, faultyServer, silence } from "../../support/providers/faultyServer.ts"
import { freshTenant } from "../../support/tenants.ts"
import { happened, webhookAt, webhookWorldOn } from "../../support/webhookWorld.ts"

const world = Layer.unwrap(
  Effect.map(Effect.orDie(ownDatabase([])), ({ service: url }) =>
    Layer.merge(webhookWorldOn(url), Layer.succeed(JobDatabase, JobDatabase.of({ url })))
  )
)

/** A company with a receiver, and the events that have happened to it. */
const companyOf = (count: number) =>
  Effect.gen(function* () {
    const receiver = yield* faultyServer
    const scope = yield* freshTenant
    const own = Effect.provideService(TenantScope, scope)
    const { id, secret } = yield* Effect.gen(function* () {
      const made = yield* webhookAt(`${receiver.url}/a-path-of-theirs`)
      for (let nth = 0; nth < count; nth++) yield* happened(`e${nth}`)
      return made
    }).pipe(own)
    const { list } = yield* WebhookDeliveries
    const wanted = { subscriptionId: id, eventType: Option.none(), after: Option.none(), limit: 100 }
    const ended = list({ ...wanted, states: Option.some("delivered") }).pipe(
      Effect.map(({ length }) => length),
      own
    )
    const { received } = receiver.state
    const told = Effect.sync(() => new Set(received.map(({ headers }) => headers["webhook-id"])).size)
    return { receiver, secret, told, ended }
  })

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("webhooks of a running worker", (it) => {
  it.effect("a dead receiver delays nobody else's, and a killed worker loses nothing", () =>
    Effect.gen(function* () {
      const { url } = yield* JobDatabase
      const traces = yield* collector
      const settings = {
        AZALS_MASTER_KEY: testMasterKey,
        WEBHOOK_LOOPBACK: "allowed",
        OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
        LOG_LEVEL: "Error"
      }
      const dead = yield* companyOf(12)
      dead.receiver.state.reply = silence
      const other = yield* companyOf(10)
      const first = yield* startWorker(url, productionWorkerFile, settings)
      yield* eventually(dead.told, (count) => count > 0)
      yield* eventually(other.ended, (count) => count === 10)
      assert.strictEqual(yield* dead.ended, 0)
      yield* first.kill
      dead.receiver.state.reply = answers(200)
      const engine = yield* EngineSql
      yield* engine`update webhook_pointer set turn_ends_at = now() where turn is not null`
      const second = yield* startWorker(url, productionWorkerFile, settings)
      yield* eventually(dead.ended, (count) => count === 12)
      assert.strictEqual(yield* dead.told, 12)
      assert.strictEqual(
        other.receiver.state.received.length,
        10,
        "nothing that was written down is sent again"
      )
      assert.strictEqual(yield* second.stop, 0)
      assert.include(traces.seen(), "webhook send")
      for (const hidden of [dead.secret, other.secret, "a-path-of-theirs", "v1,"]) {
        assert.notInclude(traces.seen(), hidden)
      }
    }).pipe(Effect.scoped)
  )
})
