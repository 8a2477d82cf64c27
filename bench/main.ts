import { Effect } from "effect"
import { cpus } from "node:os"
import { api } from "./api/api.ts"
import { decisions } from "./cards/decisions.ts"
import { fec } from "./fec/fec.ts"
import { ledger } from "./ledger/ledger.ts"
import { providers } from "./providers/providers.ts"
import { tenancy } from "./tenancy/tenancy.ts"
import { webhooks } from "./webhooks/webhooks.ts"
import { verification } from "./verification/verification.ts"

/** `npm run -s bench -- NAME`: one JSON document on stdout, both sides measured in the same run. */
const benches = new Map<string, () => Effect.Effect<unknown, unknown>>([
  ["api", () => api({ rounds: 9, seconds: 4 })],
  ["cards", () => decisions({ rounds: 3, seconds: 6 })],
  ["fec", () => fec({ sizes: [10_000, 100_000, 1_000_000], databaseLines: [10_000, 1_000_000] })],
  ["ledger", () => ledger({ rounds: 3, seconds: 5 })],
  ["providers", () => providers({ transfers: 5000, payments: 5000 })],
  ["verification", () => verification({ entries: [30_000, 330_000] })],
  ["webhooks", () => webhooks({ rounds: 3, seconds: 8, events: 100_000 })],
  ["tenancy", () => tenancy({ rounds: 5, queries: 2000 })]
])

const name = process.argv[2] ?? ""
const bench = benches.get(name)
if (bench !== undefined) {
  const started = new Date().toISOString()
  const result = await Effect.runPromise(bench())
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
  process.stdout.write(`${JSON.stringify({ bench: name, started, machine, result }, undefined, 2)}\n`)
  process.exit(0)
}
process.stderr.write(`bench NAME, one of: ${[...benches.keys()].join(", ")}\n`)
process.exit(1)
