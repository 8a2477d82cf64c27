import { assert, describe, it } from "@effect/vitest"
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { initialise, keepSecrets } from "../../../adapters/embedded/DataFolder.ts"
import { binaries } from "../../../adapters/embedded/ServerProcess.ts"

const asRoot = process.getuid?.() === 0

describe("the embedded PostgreSQL below a folder that only its owner may enter", () => {
  it("is made by root all the same", async () => {
    // Only root runs the server as another account; this test says so where the run is not root's.
    if (!asRoot) return console.info("not tried: this run is not root's")
    const home = mkdtempSync(join(tmpdir(), "azals-private-"))
    try {
      const { initdb } = await binaries()
      cpSync(join(dirname(initdb), ".."), join(home, "native"), { recursive: true, verbatimSymlinks: true })
      keepSecrets(home)
      await initialise(join(home, "native/bin/initdb"), join(home, "postgres"), home)
      assert.isTrue(existsSync(join(home, "postgres", "PG_VERSION")))
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })
})
