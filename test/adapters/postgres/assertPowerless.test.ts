import { assert, describe, it } from "@effect/vitest"
import { PgConnection } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { Client } from "pg"
import { embeddedDatabase } from "../../../adapters/embedded/EmbeddedDatabase.ts"
import { migrate } from "../../../adapters/postgres/migrate.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"
import { assertPowerless } from "../../../adapters/postgres/assertPowerless.ts"
import { adminUrl, serviceUrl } from "../../support/database.ts"

const asAdmin = (...statements: ReadonlyArray<string>) =>
  Effect.promise(async () => {
    const client = new Client(adminUrl())
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  })

const urlOf = (user: string) => {
  const url = new URL(adminUrl())
  url.username = user
  url.password = "secret"
  return Redacted.make(url.href)
}

describe("assertPowerless", () => {
  it.live("lets the service's login start, and a superuser that can drop its power", () =>
    Effect.gen(function* () {
      yield* assertPowerless(Redacted.make(serviceUrl()), "DATABASE_URL")
      yield* assertPowerless(Redacted.make(adminUrl()), "DATABASE_URL")
    })
  )

  it.live("refuses an owner that cannot drop to the powerless role", () =>
    Effect.gen(function* () {
      yield* asAdmin(
        "create role some_owner login noinherit password 'secret'",
        "grant azals_owner to some_owner with inherit true, set true"
      )
      const refused = yield* Effect.flip(assertPowerless(urlOf("some_owner"), "DATABASE_URL"))
      assert.include(refused.reason.fr, "ne peut pas prendre le rôle sans pouvoir azals_app")
      assert.include(refused.reason.en, "cannot drop to the powerless role azals_app")
      yield* asAdmin("drop role some_owner")
    })
  )

  it.live("refuses when the powerless role was given power", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFolder
      const { admin, login, service } = yield* embeddedDatabase({ folder, durable: false })
      yield* migrate(admin, login)
      yield* assertPowerless(service, "DATABASE_URL")
      const session = yield* PgConnection.make({ url: admin })
      for (const power of ["bypassrls", "superuser"]) {
        yield* session.query(`alter role azals_app ${power}`)
        const refused = yield* Effect.flip(assertPowerless(service, "DATABASE_URL"))
        assert.include(refused.reason.fr, "pouvoirs qui contournent l'isolation")
        yield* session.query(`alter role azals_app no${power}`)
      }
      yield* session.query("grant azals_owner to azals_app with inherit true")
      yield* Effect.flip(assertPowerless(service, "DATABASE_URL"))
    })
  )
})
