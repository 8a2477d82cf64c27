import { assert, describe, it } from "@effect/vitest"
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"
import { azals, jsonIn } from "../../support/azals.ts"
import { benchData } from "../../support/benchData.ts"

const folder = mkdtempSync(join(tmpdir(), "azals-cli-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const record = (code: string, date: string, amount: string, label = "") =>
  `${code}30004    00823EUR2 00012345678  ${date}${label.padEnd(50)}`.padEnd(90).concat(amount).padEnd(120)

const statement = file(
  "releve.txt",
  [record("01", "311225", "0000000010000{"), record("07", "310126", "0000000010000{")].join("\n")
)

describe("azals statement parse", () => {
  it("prints one JSON document and leaves with 0", async () => {
    const { code, stderr, stdout } = await azals(["statement", "parse", statement])
    assert.strictEqual(stderr, "")
    assert.strictEqual(code, 0)
    assert.containSubset(jsonIn(stdout), {
      statements: [
        {
          iban: "FR7630004008230001234567819",
          rib: "30004008230001234567819",
          currency: "EUR",
          opening: { date: "2025-12-31", amount: "1000.00" },
          closing: { date: "2026-01-31", amount: "1000.00" },
          lines: []
        }
      ]
    })
  })

  const banking = benchData("banking/cfonb120")
  it(`reads a bank's own file${banking === null ? " (absent on this machine: nothing read)" : ""}`, async () => {
    if (banking === null) return
    const { code, stdout } = await azals(["statement", "parse", join(banking, "simple-test-silarhi.txt")])
    assert.strictEqual(code, 0)
    assert.property(jsonIn(stdout), "statements")
  })

  it.each([
    ["a file with no statement", () => file("notes.txt", "bonjour\n"), "file.unknown-format"],
    ["an empty file", () => file("empty.txt", ""), "file.empty"],
    ["no such file", () => join(folder, "absent.txt"), "urn:azals:problem:file:not-found"],
    ["a path through a file", () => join(statement, "x"), "urn:azals:problem:file:not-found"],
    ["a folder", () => folder, "urn:azals:problem:file:is-a-directory"],
    ["a name too long", () => join(folder, "a".repeat(300)), "urn:azals:problem:file:unreadable"]
  ])("refuses %s with one problem document and 1", async (_, path, expected) => {
    const { code, stderr, stdout } = await azals(["statement", "parse", path()])
    assert.strictEqual(code, 1)
    assert.strictEqual(stdout, "")
    assert.containsAllKeys(jsonIn(stderr), ["type", "title", "status", "detail"])
    assert.include(stderr, expected)
  })

  it("refuses 200 MB by the size, without reading them", async () => {
    const huge = file("huge.txt", "")
    truncateSync(huge, 200 * 1024 * 1024)
    const { code, stderr } = await azals(["statement", "parse", huge, "--lang", "en"], {
      NODE_OPTIONS: "--max-old-space-size=64"
    })
    assert.strictEqual(code, 1)
    assert.containSubset(jsonIn(stderr), { rule: "file.too-large", values: { size: "209715200" } })
  })

  it("refuses an endless device by what comes out of it", async () => {
    const { code, stderr } = await azals(["statement", "parse", "/dev/zero"])
    assert.strictEqual(code, 1)
    assert.include(stderr, "file.too-large")
  })

  it("answers in French, or in English when asked", async () => {
    const absent = join(folder, "absent.txt")
    const french = await azals(["statement", "parse", absent])
    assert.include(french.stderr, "Le fichier n'existe pas")
    const english = await azals(["--lang", "en", "statement", "parse", absent])
    assert.include(english.stderr, "The file does not exist")
  })
})

describe("azals", () => {
  it.each([
    [["statement", "parse"], "Argument obligatoire absent : file."],
    [["statement", "parse", "a", "b"], "Argument en trop : b."],
    [["statement"], "azals statement <subcommand>"],
    [[], "azals <subcommand>"],
    [["nothing"], "Commande inconnue : nothing."],
    [["statement", "parse", "a", "--lang=de"], "Valeur refusée pour lang : de."],
    [["--lang", "en", "statement", "parse", "--wrong", "a"], "Unrecognized flag: --wrong"]
  ])("explains the wrong invocation %j on stderr", async (args, sentence) => {
    const { code, stderr, stdout } = await azals(args)
    assert.strictEqual(code, 1)
    assert.strictEqual(stdout, "")
    assert.include(stderr, sentence)
  })

  it("shows help and version on stdout when asked", async () => {
    const help = await azals(["statement", "parse", "--help"])
    assert.strictEqual(help.code, 0)
    assert.include(help.stdout, "UTILISATION")
    assert.match((await azals(["--version"])).stdout, /^azals \d+\.\d+\.\d+\n$/)
  })
})
