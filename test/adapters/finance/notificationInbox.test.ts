import { assert, layer } from "@effect/vitest"
import { DateTime, Effect, Exit, Layer, Option, Redacted } from "effect"
import { Client } from "pg"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { EngineSql } from "../../../adapters/postgres/EngineSql.ts"
import { notificationLineLayer } from "../../../adapters/postgres/finance/notifications/NotificationLineSql.ts"
import { openAddress } from "../../../domain/finance/notifications/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { NotificationGate } from "../../../ports/finance/NotificationGate.ts"
import { NotificationLine } from "../../../ports/finance/NotificationLine.ts"
import { Notifications } from "../../../ports/finance/Notifications.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"
import {
  notificationWorld,
  swanConnection,
  TestResources
} from "../../support/providers/notificationWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const world = Layer.suspend(() =>
  Layer.merge(
    notificationWorld(new TestResources()),
    Layer.provide(
      notificationLineLayer,
      EngineSql.layer({ url: Redacted.make(serviceUrl()), maxConnections: 4 })
    )
  )
)

/** A company whose bank notifies it. */
const notified = Effect.gen(function* () {
  const scope = yield* freshTenant
  const gate = yield* NotificationGate
  const { id, version } = yield* Effect.provideService(swanConnection, TenantScope, scope)
  const { path } = yield* Effect.provideService(openAddress(id, { overlapSeconds: 0 }), TenantScope, scope)
  const address = Redacted.make(path.split("/").at(-1) ?? "")
  const receive = (eventId: string, connectionVersion = version) =>
    gate.receive(address, {
      id: uuidV7(),
      connectionVersion,
      decoded: { eventId, type: "Transaction.Booked", occurredAt: DateTime.nowUnsafe(), resourceId: "t" },
      body: new TextEncoder().encode(eventId)
    })
  const kept = Effect.flatMap(Notifications, ({ list }) =>
    list({ after: Option.none(), connectionId: Option.none(), state: Option.none(), limit: 1000 })
  ).pipe(
    Effect.map((all) => all.map(({ deliveries, eventId }) => `${eventId} ${deliveries}`).toSorted()),
    Effect.provideService(TenantScope, scope)
  )
  return { receive, kept }
})

const unloadAll = Effect.flatMap(NotificationLine, ({ unload }) =>
  Effect.repeat(unload, { while: (more) => more })
)

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("the inbox of notifications", (it) => {
  it.effect("is unloaded to each company, and what came twice is counted, whenever it came", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* notified, yield* notified]
      for (const id of ["a", "b", "a", "a"]) assert.strictEqual(yield* one.receive(id), "received")
      yield* other.receive("a")
      assert.deepStrictEqual(yield* one.kept, [])
      yield* unloadAll
      assert.deepStrictEqual(yield* one.kept, ["a 3", "b 1"])
      assert.deepStrictEqual(yield* other.kept, ["a 1"])
      yield* one.receive("a")
      yield* unloadAll
      yield* unloadAll
      assert.deepStrictEqual(yield* one.kept, ["a 4", "b 1"])
      assert.deepStrictEqual(yield* other.kept, ["a 1"])
    })
  )

  it.effect("takes nothing that another version of the connection proved", () =>
    Effect.gen(function* () {
      const { kept, receive } = yield* notified
      assert.strictEqual(yield* receive("a", 99), "stale")
      yield* unloadAll
      assert.deepStrictEqual(yield* kept, [])
    })
  )

  it.effect("loses and repeats nothing when several unload while it fills", () =>
    Effect.gen(function* () {
      const { kept, receive } = yield* notified
      const ids = Array.from({ length: 240 }, (_, index) => `e${index % 160}`)
      yield* Effect.all(
        [
          Effect.forEach(ids, (id) => receive(id), { concurrency: 8, discard: true }),
          ...Array.from({ length: 3 }, () => Effect.repeat(unloadAll, { times: 5 }))
        ],
        { concurrency: "unbounded", discard: true }
      )
      yield* unloadAll
      const expected = Array.from({ length: 160 }, (_, index) => `e${index} ${index < 80 ? 2 : 1}`)
      assert.deepStrictEqual(yield* kept, expected.toSorted())
    })
  )

  it.effect("keeps what came together, of several companies, without what the database refuses", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* notified, yield* notified]
      const ids = Array.from({ length: 40 }, (_, index) => `e${index}`)
      const exits = yield* Effect.forEach(
        ids.flatMap((id) => [
          one.receive(id),
          other.receive(id),
          ...(id === "e20" ? [one.receive("\u0000")] : [])
        ]),
        Effect.exit,
        { concurrency: "unbounded" }
      )
      assert.strictEqual(exits.filter(Exit.isFailure).length, 1)
      yield* unloadAll
      assert.deepStrictEqual(yield* one.kept, ids.map((id) => `${id} 1`).toSorted())
      assert.deepStrictEqual(yield* other.kept, ids.map((id) => `${id} 1`).toSorted())
    })
  )

  it.effect("gives back a batch whose unloading did not commit", () =>
    Effect.gen(function* () {
      const { kept, receive } = yield* notified
      yield* receive("a")
      yield* Effect.promise(async () => {
        const client = new Client(adminUrl())
        await client.connect()
        await client.query("begin")
        await client.query("select engine.unload_notifications(100)")
        await client.query("rollback")
        await client.end()
      })
      assert.deepStrictEqual(yield* kept, [])
      yield* unloadAll
      assert.deepStrictEqual(yield* kept, ["a 1"])
    })
  )
})
