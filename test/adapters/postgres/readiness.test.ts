import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { Client } from "pg"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { latestMigration } from "../../../adapters/postgres/latestMigration.ts"
import { readinessLayer } from "../../../adapters/postgres/platform/ReadinessSql.ts"
import { Readiness } from "../../../ports/platform/Readiness.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"

const stateOf = (url: URL) =>
  Effect.flatMap(Readiness, ({ state }) => state).pipe(
    Effect.provide(Layer.provide(readinessLayer, Connect.layerPerRequest(Redacted.make(url.href))))
  )

describe("readiness", () => {
  it("knows the number of the last migration", () => {
    const folder = join(import.meta.dirname, "..", "..", "..", "adapters", "postgres", "migrations")
    const last = readdirSync(folder).toSorted().at(-1)
    assert.strictEqual(Number(last?.slice(0, 4)), latestMigration, `set latestMigration to that of ${last}`)
  })

  it.live("tells a current database from an old one and from none", () =>
    Effect.gen(function* () {
      const service = new URL(serviceUrl())
      assert.strictEqual(yield* stateOf(service), "ready")
      yield* Effect.promise(async () => {
        const client = new Client(adminUrl())
        await client.connect()
        await client.query("create database never_migrated")
        await client.end()
      })
      const empty = new URL(service)
      empty.pathname = "/never_migrated"
      assert.strictEqual(yield* stateOf(empty), "behind")
      const nobody = new URL(service)
      nobody.port = "1"
      assert.strictEqual(yield* stateOf(nobody), "unreachable")
    })
  )
})
