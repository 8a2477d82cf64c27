import { Effect, Exit, Redacted, Scope } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { embeddedDatabase } from "../../adapters/embedded/EmbeddedDatabase.ts"
import { migrate } from "../../adapters/postgres/migrate.ts"

declare module "vitest" {
  interface ProvidedContext {
    readonly adminUrl: string
    readonly serviceUrl: string
  }
}

/** One migrated PostgreSQL for the whole run. A fresh tenant per test is the isolation between tests. */
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
    project.provide("adminUrl", Redacted.value(admin))
    project.provide("serviceUrl", Redacted.value(service))
  } catch (cause) {
    await close()
    throw cause
  }
  return close
}
