import { PgConnection } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { join } from "node:path"
import { benchDatabase } from "./benchDatabase.ts"
import { companies, doorTo } from "./companies.ts"
import { serverProcess } from "./serverProcess.ts"
import { swanAddress } from "./swanAddress.ts"

/**
 * The two sides of what a provider sends, on one fresh PostgreSQL (`session`: its superuser) and a process each: the service (`ours`), where one
 * company has an address for Swan at `path`, and a bare Hono route `/hook` that inserts one row (`bare`).
 */
export const hookSides = Effect.gen(function* () {
  const { admin, service } = yield* benchDatabase
  const session = yield* PgConnection.make({ url: admin })
  yield* session.query(
    "create table public.bench_event (id bigint generated always as identity primary key, event_id text unique, body text)"
  )
  yield* session.query("grant usage on schema public to public")
  yield* session.query("grant insert on public.bench_event to public")
  const door = doorTo(service, 2)
  const [company] = yield* companies(1).pipe(Effect.provide(door))
  if (company === undefined) return yield* Effect.die("no company")
  const url = Redacted.value(service)
  const webhooks = join(import.meta.dirname, "..", "webhooks")
  const ours = yield* serverProcess(join(webhooks, "ours.ts"), url)
  const bare = yield* serverProcess(join(webhooks, "handWritten.ts"), url)
  return { session, door, scope: company.scope, ours, bare, ...(yield* swanAddress(ours, company.key)) }
})
