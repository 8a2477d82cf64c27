import { assert, describe, it } from "@effect/vitest"
import { lintTree } from "../support/lintTree.ts"

const config = ".oxlintrc.json"

const room = "domain/finance/planted/model"
const restricted = "eslint(no-restricted-imports)"
const impure = "house(only-pure-imports)"
const lines = (count: number) => Array.from({ length: count }, (_, n) => `  console.debug(${n})`).join("\n")

/** A file that must be refused, and the rule that must refuse it. */
const refused: ReadonlyArray<readonly [file: string, rule: string, code: string]> = [
  [`${room}/Node.ts`, impure, 'export { readFile } from "node:fs"'],
  [`${room}/Hono.ts`, impure, 'export { Hono } from "hono"'],
  [`${room}/Sql.ts`, impure, 'export { SqlClient } from "effect/sql"'],
  [`${room}/Http.ts`, impure, 'export { HttpApi } from "effect/http-api"'],
  ["ports/planted/Workflow.ts", impure, 'export { Workflow } from "effect/workflow"'],
  ["ports/planted/Queue.ts", impure, 'export { PersistedQueue } from "effect/persistence"'],
  ["ports/planted/Ports.ts", "house(no-tenant-argument)", "export type P = (tenant: TenantId) => void"],
  [`${room}/Now.ts`, "house(no-date-or-random)", "export const now = Date.now()"],
  ["domain/shared/Dice.ts", "house(no-date-or-random)", "export const dice = Math.random()"],
  [`${room}/Console.ts`, "eslint(no-console)", "console.log(1)"],
  ["adapters/http/Sql.ts", restricted, 'export { SqlClient } from "effect/sql"'],
  ["adapters/swan/Pg.ts", restricted, 'export { PgClient } from "@effect/sql-pg"'],
  ["adapters/postgres/Pg.ts", restricted, 'export { Client } from "pg"'],
  ["adapters/http/Worker.ts", restricted, 'export { env } from "cloudflare:workers"'],
  ["apps/server/Worker.ts", restricted, 'export { env } from "cloudflare:workers"'],
  ["apps/server/Vitest.ts", restricted, 'export { it } from "vitest"'],
  [
    "adapters/http/Template.ts",
    "house(no-sql-outside-postgres-adapter)",
    "export const rows = sql`select 1`"
  ],
  ["apps/server/Template.ts", "house(no-sql-outside-postgres-adapter)", "export const rows = sql`select 1`"],
  ["adapters/postgres/Row.ts", "house(no-sql-type-parameter)", "export const rows = sql<Row>`select 1`"],
  ["adapters/http/Live.ts", "house(no-live-suffix)", "export const StoreLive = 1"],
  ["apps/server/Any.ts", "typescript(no-explicit-any)", "export const f = (a: any) => String(a)"],
  ["apps/server/Bang.ts", "typescript(no-non-null-assertion)", "export const f = (a?: string) => a!.length"],
  [
    "apps/server/Cast.ts",
    "typescript(consistent-type-assertions)",
    "export const f = (a: unknown) => a as string"
  ],
  ["test/Cast.ts", "typescript(consistent-type-assertions)", "export const f = (a: unknown) => <string>a"],
  [
    "apps/server/Silence.ts",
    "typescript(ban-ts-comment)",
    ["// @ts", "ignore\nexport const a: string = 1"].join("-")
  ],
  [
    "apps/server/Floating.ts",
    "typescript(no-floating-promises)",
    "export const f = () => {\n  Promise.resolve(1)\n}"
  ],
  ["apps/server/Parsed.ts", "typescript(no-unsafe-assignment)", 'export const a = JSON.parse("1")'],
  ["apps/server/Float.ts", "eslint(no-restricted-globals)", 'export const a = parseFloat("1.10")'],
  [
    "apps/server/Switch.ts",
    "typescript(switch-exhaustiveness-check)",
    'export const f = (a: "x" | "y") => {\n  switch (a) {\n    case "x":\n      return 1\n  }\n  return 2\n}'
  ],
  ["apps/server/Equal.ts", "eslint(eqeqeq)", "export const f = (a: number, b: number) => a == b"],
  ["apps/server/Swallow.ts", "eslint(no-empty)", "try {\n  await import('node:fs')\n} catch {}"],
  ["apps/server/Unused.ts", "eslint(no-unused-vars)", 'import { Effect } from "effect"\nexport const a = 1'],
  ["bench/Function.ts", "eslint(max-lines-per-function)", `export const f = () => {\n${lines(71)}\n}`],
  [
    "domain/finance/planted/usecases/long.ts",
    "eslint(max-lines-per-function)",
    `export const f = () => {\n${lines(41)}\n}`
  ],
  ["test/File.ts", "eslint(max-lines)", lines(401)]
]

/** Files that must pass: the same reach, from the rooms it is meant for. */
const allowed: Record<string, string> = {
  "adapters/postgres/Good.ts": 'import { SqlClient } from "effect/sql"\nexport const a = SqlClient\n',
  "adapters/queue/Good.ts": 'export { PgClient } from "@effect/sql-pg"\n',
  "apps/server/Good.ts": 'export { PgClient } from "@effect/sql-pg"\n',
  "apps/edge/Good.ts": 'export { env } from "cloudflare:workers"\n',
  "apps/cli/Good.ts": "console.log(1)\n",
  "bench/Good.ts": 'export { Client } from "pg"\n',
  [`${room}/Good.ts`]: 'import { Schema } from "effect"\nexport const a = { of: Schema.String } as const\n'
}

describe("planted faults", () => {
  const tree = refused.map(([file, , code]): [string, string] => [file, `${code}\n`])
  const { files, broken } = lintTree({ ...Object.fromEntries(tree), ...allowed }, config)

  it("looks at each planted file", () =>
    assert.isAtLeast(files, refused.length + Object.keys(allowed).length))

  it.each(refused)("%s is refused by %s", (file, rule) => assert.include([...(broken.get(file) ?? [])], rule))

  it.each(Object.keys(allowed))("%s passes", (file) =>
    assert.deepStrictEqual([...(broken.get(file) ?? [])], [])
  )
})
