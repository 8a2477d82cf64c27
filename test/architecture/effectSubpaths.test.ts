import { assert, describe, it } from "@effect/vitest"
import { effectUses, exportsOf, promiseOf } from "../support/effectStability.ts"
import { sourceFiles } from "../support/sourceFiles.ts"

/**
 * What `effect` promises for each of its subpaths, as recorded for effect 4.1.0. An upgrade that changes a line must
 * change it here too: an unstable module may break in a minor release, so a reader has to see it move.
 */
const recorded: Record<string, string> = {
  ai: "experimental and unstable",
  cli: "unstable",
  cluster: "unstable",
  crypto: "unstable",
  devtools: "unstable",
  encoding: "experimental and stable and unstable",
  eventlog: "unstable",
  graphql: "experimental",
  http: "unstable",
  "http-api": "unstable",
  net: "experimental and unstable",
  observability: "unstable",
  persistence: "experimental and unstable",
  process: "unstable",
  reactivity: "unstable",
  rpc: "unstable",
  schema: "unstable",
  socket: "experimental and unstable",
  sql: "unstable",
  testing: "stable and unstable",
  workers: "unstable",
  workflow: "unstable"
}

const everywhere = sourceFiles([
  "domain",
  "ports",
  "adapters",
  "apps",
  "simulators",
  "bench",
  "scripts",
  "test"
])
const inner = sourceFiles(["domain", "ports"])

/** The uses of `effect` in a text that are not marked stable in the installed package. */
const unstableUses = (text: string) =>
  effectUses(text)
    .map(({ module, name }) => ({
      use: [module, name].filter((part) => part !== "").join("."),
      stability: exportsOf(module).get(name) ?? "unknown"
    }))
    .filter(({ stability }) => stability !== "stable")
    .map(({ use, stability }) => `${use} is ${stability}`)

describe("effect", () => {
  it.each(Object.entries(recorded))("effect/%s is %s, as recorded", (subpath, promise) =>
    assert.strictEqual(promiseOf(subpath), promise)
  )

  it("is imported through recorded subpaths and modules that exist", () => {
    const subpaths = everywhere
      .flatMap(({ text }) => effectUses(text))
      .map(({ module }) => module.split("/")[0] ?? "")
      .filter((module) => /^[a-z]/.test(module))
    assert.deepStrictEqual(
      [...new Set(subpaths)].filter((subpath) => !(subpath in recorded)),
      []
    )
    assert.isAbove(everywhere.length, 20)
  })
})

describe("domain and ports", () => {
  it("use only what effect marks stable", () => {
    const uses = inner.flatMap(({ path, text }) => unstableUses(text).map((use) => `${path}: ${use}`))
    assert.deepStrictEqual(uses, [])
    assert.isAbove(inner.flatMap(({ text }) => effectUses(text)).length, 10)
  })

  it.each([
    ['import { Arbitrary } from "effect"', "Arbitrary is unstable"],
    ['import { Effect, FileSystem as Files } from "effect"', "FileSystem is unstable"],
    ['import * as Graph from "effect/Graph"\nconst g = Graph.directed()', "Graph.directed is unstable"],
    ['import { type SqlClient } from "effect/sql"', "sql.SqlClient is unstable"],
    ['import { Schema } from "effect"\nconst a = Schema.NoSuchThing', "Schema.NoSuchThing is unknown"]
  ])("are refused %j", (text, fault) => assert.include(unstableUses(text), fault))

  it("are free to use the stable core", () =>
    assert.deepStrictEqual(
      unstableUses(
        'import { Effect, type Result, Schema as S } from "effect"\nS.String; Effect.gen; S.Struct({})'
      ),
      []
    ))
})
