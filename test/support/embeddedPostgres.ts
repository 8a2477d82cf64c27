import { Effect, Exit, Redacted, Scope } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { embeddedDatabase } from "../../adapters/embedded/EmbeddedDatabase.ts"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { copyMigrated, databaseOfWorker } from "./database.ts"

/**
 * One PostgreSQL for the whole run, and a copy of its migrated database for each worker. A fresh tenant per test is the
 * isolation between tests.
 */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "azals-test-"))
  const scope = Scope.makeUnsafe()
  const close = async () => {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { admin, login, service } = await Effect.runPromise(
      Scope.provide(embeddedDatabase({ folder, durable: false }), scope)
    )
    await Effect.runPromise(migrate(admin, login))
    for (let nth = 1; nth <= project.config.maxWorkers; nth++)
      await copyMigrated(admin, databaseOfWorker(nth))
    project.provide("adminUrl", patient(admin))
    project.provide("serviceUrl", patient(service))
  } catch (cause) {
    await close()
    throw cause
  }
  return close
}

/** With a minute to open a session: a machine that is short of time must not look like a database that is away. */
const patient = (url: Redacted.Redacted): string => {
  const address = new URL(Redacted.value(url))
  address.searchParams.set("connect_timeout", "60")
  return address.href
}
