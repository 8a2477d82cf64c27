import { Effect } from "effect"
import { cpus } from "node:os"
import { api } from "./api/api.ts"

/** `npm run -s bench -- NAME`: one JSON document on stdout, both sides measured in the same run. */
const benches = {
  api: () => api({ rounds: 3, seconds: 8 })
}

const name = process.argv[2] ?? ""
if (Object.hasOwn(benches, name)) {
  const bench = Reflect.get(benches, name)
  const started = new Date().toISOString()
  const result = await Effect.runPromise(bench())
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
  process.stdout.write(`${JSON.stringify({ bench: name, started, machine, result }, undefined, 2)}\n`)
  process.exit(0)
}
process.stderr.write(`bench NAME, one of: ${Object.keys(benches).join(", ")}\n`)
process.exit(1)
