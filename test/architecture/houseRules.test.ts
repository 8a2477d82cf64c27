import { assert, describe, it } from "@effect/vitest"
import { RuleTester } from "oxlint/plugins-dev"
import house from "../../scripts/lint/house.ts"

RuleTester.describe = describe
RuleTester.it = it

/** Each rule of the house on code it must let pass and on code it must refuse. */
const cases: Record<
  keyof typeof house.rules,
  { readonly pass: Array<string>; readonly refuse: Array<string> }
> = {
  "no-date-or-random": {
    pass: ["const at = new Date(0)", "const first = Math.max(1, 2)", "const day = Date.UTC(2026, 0, 1)"],
    refuse: [
      "const at = Date.now()",
      "const at = new Date()",
      "const at = Date()",
      "const dice = Math.random()",
      "const id = crypto.randomUUID()",
      "const at = DateTime.nowUnsafe()",
      "const read = Date.now"
    ]
  },
  "no-live-suffix": {
    pass: ["export const alive = 1", "export class Ledger {}", "const storeImpl = 1", "export { postEntry }"],
    refuse: [
      "export const LedgerLive = 1",
      "export class StoreImpl {}",
      "export function dateUtils() {}",
      "export type EntryHelper = string",
      "export interface TenantManager {}",
      "export { ledger as ledgerLive }"
    ]
  },
  "no-sql-outside-postgres-adapter": {
    pass: ["const text = String.raw`select 1`", "const sql = 1"],
    refuse: [
      "const rows = sql`select 1`",
      "const rows = unit.sql`select 1`",
      "const rows = sql<Row>`select 1`"
    ]
  },
  "no-sql-type-parameter": {
    pass: ["const rows = sql`select 1`", "const other = html<Row>`x`"],
    refuse: ["const rows = sql<Row>`select 1`", "const rows = unit.sql<{ n: number }>`select 1`"]
  },
  "no-tenant-argument": {
    pass: [
      "export interface Ledger { readonly byId: (id: EntryId) => Effect<TenantId> }",
      "export interface Row { readonly tenantId: TenantId }"
    ],
    refuse: [
      "export interface Ledger { readonly byId: (tenant: TenantId) => Effect<void> }",
      "export interface Ledger { byId(tenant: TenantId, id: EntryId): Effect<void> }",
      "export interface Ledger { readonly byId: (key: { tenant: TenantId }) => Effect<void> }",
      "export interface Ledger { readonly byId: (tenant: typeof TenantId.Type) => Effect<void> }",
      "export const byId = (tenant?: TenantId) => tenant"
    ]
  },
  "only-pure-imports": {
    pass: [
      'import { Effect } from "effect"',
      'import * as Schema from "effect/Schema"',
      'export { a } from "./A.ts"',
      'import type { b } from "../../B.ts"',
      'import { SaxesParser } from "saxes"',
      "export const a = 1"
    ],
    refuse: [
      'import { readFile } from "node:fs"',
      'import type { Hono } from "hono"',
      'import { SqlClient } from "effect/sql"',
      'import { HttpApi } from "effect/http-api"',
      'import { PgClient } from "@effect/sql-pg"',
      'export { Workflow } from "effect/workflow"',
      'export * from "effect/ai"',
      'const fs = await import("node:fs")',
      "const any = await import(name)",
      'import "cloudflare:workers"'
    ]
  }
}

const tester = new RuleTester({ languageOptions: { parserOptions: { lang: "ts" } } })

for (const [name, { pass, refuse }] of Object.entries(cases)) {
  const rule = new Map(Object.entries(house.rules)).get(name)
  assert.isDefined(rule)
  tester.run(name, rule, { valid: pass, invalid: refuse.map((code) => ({ code, errors: 1 })) })
}
