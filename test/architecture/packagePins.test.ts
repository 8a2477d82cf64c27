import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { projectRoot } from "../support/lintTree.ts"

const Names = Schema.Record(Schema.String, Schema.String)

const Manifest = Schema.Struct({
  scripts: Names,
  dependencies: Names,
  devDependencies: Names,
  allowScripts: Schema.Record(Schema.String, Schema.Boolean),
  engines: Names
})

const Locked = Schema.Struct({
  version: Schema.optional(Schema.String),
  dev: Schema.optional(Schema.Boolean),
  optional: Schema.optional(Schema.Boolean),
  license: Schema.optional(Schema.Unknown),
  hasInstallScript: Schema.optional(Schema.Boolean)
})

const Lock = Schema.Struct({ packages: Schema.Record(Schema.String, Locked) })

const read = <S extends Schema.ConstraintDecoder<unknown>>(schema: S, path: string): S["Type"] =>
  Schema.decodeUnknownSync(schema)(JSON.parse(readFileSync(join(projectRoot, path), "utf8")))

const manifest = read(Manifest, "package.json")
const lock = read(Lock, "package-lock.json")
const locked = Object.entries(lock.packages).filter(([path]) => path !== "")

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)

const isExact = (version: string) => /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)

const isCopyleft = (license: string) =>
  /\b(?:A?GPL|SSPL|EUPL|BUSL|CC-BY-NC)/i.test(license.replaceAll("LGPL", ""))

/** The licence a package declares for itself where it is installed. */
const licenseOf = (path: string): string => {
  const file = join(path, "package.json")
  if (!existsSync(join(projectRoot, file))) return "not installed"
  const { license } = read(Schema.Struct({ license: Schema.optional(Schema.Unknown) }), file)
  return typeof license === "string" ? license : JSON.stringify(license ?? "none")
}

describe("package.json", () => {
  const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })

  it("pins each package to one exact version", () => {
    assert.deepStrictEqual(
      pins.filter(([, version]) => !isExact(version)),
      []
    )
    assert.isAbove(pins.length, 10)
  })

  it.each(["^1.2.3", "~1.2.3", "1.x", "*", "latest", ">=1.0.0", "git+ssh://x", ""])(
    "%j is no pin",
    (version) => assert.isFalse(isExact(version))
  )

  // `exec`: npm hands its signals to the shell it starts, and the shell must then be the bootstrap itself.
  it("has the documented scripts, each through the bootstrap", () => {
    assert.sameMembers(Object.keys(manifest.scripts), [
      "start",
      "test",
      "check",
      "azals",
      "bench",
      "format",
      "types"
    ])
    for (const script of Object.values(manifest.scripts)) {
      assert.match(script, /^exec node scripts\/bootstrap\.mjs /)
    }
  })

  it("allows install scripts to exactly the packages that have one", () => {
    const scripted = locked
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path]) => nameOf(path))
    assert.sameMembers(Object.keys(manifest.allowScripts), [...new Set(scripted)])
    assert.isAbove(scripted.length, 0)
  })

  it("asks for the Node that the bootstrap asks for", () => {
    assert.strictEqual(manifest.engines["node"], ">=20.19")
    assert.strictEqual(manifest.engines["npm"], ">=10")
  })
})

describe("what ships", () => {
  const shipped = locked.filter(([, entry]) => entry.dev !== true)

  it("carries no licence that binds our own code", () => {
    const licences = shipped.map(([path]) => [nameOf(path), licenseOf(path)] as const)
    assert.deepStrictEqual(
      licences.filter(([, licence]) => isCopyleft(licence)),
      []
    )
    assert.isAbove(licences.filter(([, licence]) => licence !== "not installed").length, 3)
  })

  it("is licensed: no installed package is silent about it", () =>
    assert.deepStrictEqual(
      shipped
        .map(([path]) => `${nameOf(path)}: ${licenseOf(path)}`)
        .filter((line) => line.endsWith('"none"')),
      []
    ))

  it.each(["GPL-3.0", "AGPL-3.0-only", "(MIT AND GPL-2.0)", "SSPL-1.0"])("%s would be refused", (licence) =>
    assert.isTrue(isCopyleft(licence))
  )

  it.each(["MIT", "ISC", "Apache-2.0", "BSD-3-Clause", "LGPL-3.0", "PostgreSQL"])(
    "%s is accepted",
    (licence) => assert.isFalse(isCopyleft(licence))
  )
})
