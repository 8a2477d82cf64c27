import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { projectRoot } from "../support/lintTree.ts"
import { type SourceFile, sourceFiles } from "../support/sourceFiles.ts"

const sources = sourceFiles(["domain", "ports", "adapters", "apps", "simulators", "bench", "scripts", "test"])
const tests = sources.filter(({ path }) => path.endsWith(".test.ts"))
const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
  .filter((path) => existsSync(join(projectRoot, path)))
  .map((path) => ({ path, text: readFileSync(join(projectRoot, path), "utf8") }))

/** What no source may hold, and why. Each pattern is written so that it does not find itself. */
const refused: ReadonlyArray<readonly [why: string, pattern: RegExp, example: string]> = [
  ["a left-over marker", /\b(?:TO[D]O|FIX[M]E|HA[C]K)\b|\/[/*].*\bX[X]X:/, ["// TO", "DO later"].join("")],
  ["unfinished work", /\bnot[ _-](?:yet[ _-])?imp[l]emented\b/i, ["not imp", "lemented"].join("")],
  ["a breakpoint", /^\s*debu[g]ger\b/m, ["debu", "gger"].join("")],
  [
    "a rule switched off",
    /\b(?:ox|es)lint-dis[a]ble|@ts-(?:ign[o]re|noch[e]ck)/,
    ["// eslint-dis", "able"].join("")
  ],
  [
    "a test left out or alone",
    /\b(?:it|test|describe|suite|effect|live|prop|layer)\.(?:on[l]y|sk[i]p|to[d]o|fa[i]ls)\b/,
    ["it.on", "ly(x)"].join("")
  ],
  [
    "the path of somebody's machine",
    /(?<![\w.])\/(?:home|Users|ro[o]t|wo[r]k|opt)\/\w|[A-Z]:\\\\?Users/,
    ["/ho", "me/someone/x"].join("")
  ],
  ["sleeping", /\bsetTime[o]ut\(\s*(?:resolve|done)\b/, ["setTime", "out(resolve, 10)"].join("")]
]

/** Words that name no idea of the field. */
const namelessFile = /(?:^|[a-z.])(?:[uU]tils?|[hH]elpers?|Impl|Live|Manager)\.\w+$|^(?:common|misc|stuff)\./

const longerThan = (limit: number) => (file: SourceFile) => file.text.split("\n").length - 1 > limit

const folders = /^test\/(?:domain|architecture|adapters|apps|e2e)\//

describe("each source", () => {
  it("is looked at", () => assert.isAbove(sources.length, 30))

  it("has at most 400 lines", () =>
    assert.deepStrictEqual(
      sources.filter(longerThan(400)).map(({ path }) => path),
      []
    ))

  it.each(refused)("holds none of: %s", (_why, pattern) =>
    assert.deepStrictEqual(
      sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path),
      []
    )
  )

  it.each(refused)("would be caught with: %s", (_why, pattern, example) => assert.match(example, pattern))

  it("has a name from the field", () =>
    assert.deepStrictEqual(
      sources.filter(({ path }) => namelessFile.test(basename(path))).map(({ path }) => path),
      []
    ))

  it.each(["dateUtils.ts", "utils.ts", "LedgerLive.ts", "StoreImpl.ts", "helpers.mjs", "common.ts"])(
    "may not be called %s",
    (name) => assert.match(name, namelessFile)
  )
})

describe("each test file", () => {
  it("stands where the runner looks", () =>
    assert.deepStrictEqual(
      tests.filter(({ path }) => !folders.test(path)).map(({ path }) => path),
      []
    ))

  it("is found", () => assert.isAbove(tests.length, 5))
})

/** The paths a document names, in links and between backticks, and that a reader would look for. */
const pathsIn = (text: string) =>
  [
    ...text.matchAll(
      /\]\(([^)#:]+)\)|`((?:domain|ports|adapters|apps|simulators|test|bench|scripts|demo|\.ci)\/[\w./-]*)`/g
    )
  ].map(([, link = "", path = link]) => path)

describe("each document", () => {
  it.each(documents)("$path names only files that exist", ({ text }) =>
    assert.deepStrictEqual(
      pathsIn(text).filter((path) => !existsSync(join(projectRoot, path))),
      []
    )
  )

  it.each(documents)("$path names only commands that exist", ({ text }) => {
    const scripts = readFileSync(join(projectRoot, "package.json"), "utf8")
    const named = [...text.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, script = ""]) => script)
    assert.deepStrictEqual(
      named.filter((script) => !scripts.includes(`"${script}": "`)),
      []
    )
  })

  it("would be caught naming a file that is not there", () =>
    assert.deepStrictEqual(pathsIn("see `apps/nowhere/main.ts` and [this](docs/none.md)"), [
      "apps/nowhere/main.ts",
      "docs/none.md"
    ]))
})
