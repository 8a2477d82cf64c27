import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { embeddedDatabase } from "../../adapters/embedded/EmbeddedDatabase.ts"
import { migrate } from "../../adapters/postgres/migrate.ts"

/** A migrated PostgreSQL of its own for one benchmark, with the durability of production, gone with the scope. */
export const benchDatabase = Effect.gen(function* () {
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "azals-bench-"))),
    (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
  )
  const database = yield* embeddedDatabase({ folder, durable: true })
  yield* migrate(database.admin, database.login)
  return database
})
