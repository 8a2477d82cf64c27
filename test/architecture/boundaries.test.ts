import { assert, describe, it } from "@effect/vitest"
import { dirname, relative } from "node:path"
import { lintFolder, lintTree, projectRoot } from "../support/lintTree.ts"

const config = "oxlint.boundaries.json"

/** One file on each floor, and the neighbour it could reach for. */
const targets = {
  shared: "domain/shared/Target.ts",
  "own model": "domain/alpha/one/model/Target.ts",
  "own model's index": "domain/alpha/one/model/index.ts",
  "other model": "domain/alpha/two/model/Target.ts",
  "other model's index": "domain/alpha/two/model/index.ts",
  "own use cases": "domain/alpha/one/usecases/Target.ts",
  "own use cases' index": "domain/alpha/one/usecases/index.ts",
  "other use cases": "domain/beta/one/usecases/Target.ts",
  "other use cases' index": "domain/beta/one/usecases/index.ts",
  port: "ports/beta/Target.ts",
  "same technology": "adapters/http/Target.ts",
  "other technology": "adapters/postgres/alpha/Target.ts",
  "same app": "apps/edge/Target.ts",
  "other app": "apps/server/Target.ts",
  "what the apps know alike": "apps/registry/Target.ts",
  "same simulator": "simulators/swan/Target.ts",
  "simulators' host": "simulators/host/Target.ts",
  "other simulator": "simulators/nmi/Target.ts",
  bench: "bench/Target.ts",
  test: "test/support/Target.ts"
} as const

type Target = keyof typeof targets

const faces: ReadonlyArray<Target> = ["own model's index", "other model's index"]
const useCaseFaces: ReadonlyArray<Target> = ["own use cases' index", "other use cases' index"]

/** The table "who may know whom": whom each floor may import; it may import nobody else. */
const table: Record<string, { readonly folder: string; readonly may: ReadonlyArray<Target> }> = {
  shared: { folder: "domain/shared", may: ["shared"] },
  model: { folder: "domain/alpha/one/model", may: ["shared", "own model", ...faces] },
  ports: { folder: "ports/alpha", may: ["shared", ...faces, "port"] },
  usecases: {
    folder: "domain/alpha/one/usecases",
    may: ["shared", ...faces, "own use cases", ...useCaseFaces, "port"]
  },
  adapters: {
    folder: "adapters/http/alpha",
    may: ["shared", ...faces, ...useCaseFaces, "port", "same technology"]
  },
  apps: {
    folder: "apps/edge",
    may: [
      "shared",
      ...faces,
      ...useCaseFaces,
      "port",
      "same technology",
      "other technology",
      "same app",
      "what the apps know alike",
      "same simulator",
      "simulators' host",
      "other simulator"
    ]
  },
  simulators: { folder: "simulators/swan", may: ["shared", "same simulator", "simulators' host"] }
}

const importOf = (from: string, to: string) => {
  const path = relative(dirname(from), to)
  return path.startsWith(".") ? path : `./${path}`
}

const cells = Object.entries(table).flatMap(([floor, { folder, may }]) =>
  Object.entries(targets).map(([target, path], index) => {
    const file = `${folder}/From${index}.ts`
    const allowed = may.some((one) => one === target)
    return { title: `${floor} ${allowed ? "may" : "may not"} import ${target}`, file, path, allowed }
  })
)

const targetFiles = Object.values(targets).map((path): [string, string] => [
  path,
  "export const target = 1\n"
])

describe("who may know whom", () => {
  const { files, broken } = lintTree(
    Object.fromEntries([
      ...targetFiles,
      ...cells.map(({ file, path }): [string, string] => [
        file,
        `export { target } from "${importOf(file, path)}"\n`
      ])
    ]),
    config
  )

  it("looks at each planted file", () => assert.isAtLeast(files, cells.length + targetFiles.length))

  it.each(cells)("$title", ({ file, allowed }) =>
    assert.strictEqual(broken.get(file)?.has("boundaries(dependencies)") ?? false, !allowed)
  )
})

describe("the ways around", () => {
  const inner = "../../two/model/Target.ts"
  const { broken } = lintTree(
    {
      ...Object.fromEntries(targetFiles),
      "domain/alpha/one/model/ByType.ts": `import type { target } from "${inner}"\nexport type A = typeof target\n`,
      "domain/alpha/one/model/ByEffect.ts": `import "${inner}"\n`,
      "domain/alpha/one/model/ByCall.ts": `export const a = () => import("${inner}")\n`,
      "domain/alpha/one/model/ByStar.ts": `export * from "${inner}"\n`,
      "domain/alpha/one/model/Left.ts": 'export { b } from "./Right.ts"\nexport const a = 1\n',
      "domain/alpha/one/model/Right.ts": 'export { a } from "./Left.ts"\nexport const b = 1\n',
      "domain/alpha/loose.ts": "export const a = 1\n",
      "libs/thing.ts": "export const a = 1\n"
    },
    config
  )
  const found = (file: string) => [...(broken.get(file) ?? [])]

  it.each(["ByType", "ByEffect", "ByCall", "ByStar"])("an import %s is an import", (name) =>
    assert.include(found(`domain/alpha/one/model/${name}.ts`), "boundaries(dependencies)")
  )
  it("a cycle is refused", () => assert.include(found("domain/alpha/one/model/Left.ts"), "import(no-cycle)"))
  it.each(["domain/alpha/loose.ts", "libs/thing.ts"])("%s belongs to no room", (file) =>
    assert.include(found(file), "boundaries(no-unknown-files)")
  )
})

describe("the house itself", () => {
  it("keeps the table, on more than no file", () => {
    const { files, broken } = lintFolder(projectRoot, config)
    assert.deepStrictEqual([...broken], [])
    assert.isAbove(files, 20)
  })
})
