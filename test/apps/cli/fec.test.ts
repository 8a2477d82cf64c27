import { assert, describe, it } from "@effect/vitest"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"
import { azals, jsonIn } from "../../support/azals.ts"

const folder = mkdtempSync(join(tmpdir(), "azals-fec-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const golden = (name: string) =>
  readFileSync(join(import.meta.dirname, "..", "..", "golden", "fec", name, "input.txt"))

const file = (name: string, content: Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe("azals fec check", () => {
  it("prints where each fault stands, and leaves with 1", async () => {
    const path = file("732829320FEC20251231.txt", golden("amount-comma-alone"))
    const { code, stderr, stdout } = await azals(["fec", "check", path])
    assert.deepStrictEqual([code, stderr], [1, ""])
    assert.containSubset(jsonIn(stdout), { valid: false })
    assert.match(stdout, /"errors": \[\s+\{\s+"line": \d+,\s+"column": \d+,/)
  })

  it("leaves with 0 for a valid file, in English when asked", async () => {
    const path = file("notes.txt", golden("valid-pipe-lf"))
    const { code, stdout } = await azals(["--lang", "en", "fec", "check", path, "--year-end", "2025-12-31"])
    assert.containSubset(jsonIn(stdout), { valid: true, errors: [] })
    assert.strictEqual(code, 0)
    assert.include(stdout, "is not of the form <SIREN>FEC<YYYYMMDD>.txt")
  })

  it.each([
    [join(folder, "absent.txt"), "urn:azals:problem:file:not-found"],
    [folder, "urn:azals:problem:file:is-a-directory"]
  ])("answers one problem document for %s, which cannot be read", async (path, type) => {
    const { code, stderr, stdout } = await azals(["fec", "check", path])
    assert.deepStrictEqual([code, stdout], [1, ""])
    assert.containSubset(jsonIn(stderr), { type })
  })

  it("refuses a date that does not exist", async () => {
    const { code, stderr } = await azals(["fec", "check", "x", "--year-end", "2025-02-30"])
    assert.strictEqual(code, 1)
    assert.include(stderr, "Valeur refusée pour year-end : 2025-02-30.")
  })
})
