import { serve } from "@hono/node-server"
import { Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import { timeout } from "hono/timeout"
import { createHash, randomUUID } from "node:crypto"
import { Pool, type PoolClient } from "pg"

/**
 * The other side of the `api` benchmark: the same two routes written by hand on Hono and pg, with the same SQL and the
 * same guarantees (credential and budget, permission, powerless role, bound tenant, idempotency, audit and numbering of
 * events by the same triggers, limits of body and time, nothing unknown accepted, security headers), and none of the
 * machinery.
 */
const pool = new Pool({ connectionString: process.env["BENCH_DATABASE_URL"], max: 32 })
const app = new Hono()
app.use(timeout(20_000))
app.use(bodyLimit({ maxSize: 1024 * 1024 }))

const admit = async (authorization: string | undefined) => {
  const token = authorization?.startsWith("Bearer ") ? authorization.slice(7) : ""
  const hash = createHash("sha256").update(token).digest()
  const { rows } = await pool.query({
    name: "admit",
    text: "select * from engine.admit_api_key($1)",
    values: [hash]
  })
  const row = rows[0]
  if (row === undefined || row.tenant_status !== "active" || row.retry_after > 0) return undefined
  return row.role === "owner" ? { tenantId: String(row.tenant_id), actorId: String(row.actor_id) } : undefined
}

const bind = `select set_config('role', 'azals_app', true), set_config('azals.tenant_id', $1, true),
  set_config('azals.actor_kind', $2, true), set_config('azals.actor_id', $3, true),
  set_config('azals.request_id', $4, true), set_config('statement_timeout', '15s', true),
  set_config('idle_in_transaction_session_timeout', '60s', true)`

const inUnit = async <A>(
  actor: { tenantId: string; actorId: string },
  requestId: string,
  work: (client: PoolClient) => Promise<A>
): Promise<A> => {
  const client = await pool.connect()
  try {
    await client.query("BEGIN")
    const values = [actor.tenantId, "api_key", actor.actorId, requestId]
    await client.query({ name: "bind", text: bind, values })
    const answer = await work(client)
    await client.query("COMMIT")
    return answer
  } catch (error) {
    await client.query("ROLLBACK")
    throw error
  } finally {
    client.release()
  }
}

const headers = (requestId: string) => ({
  "content-type": "application/json",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
  "x-request-id": requestId
})

const tenantSql = `select tenant_id as id, name, siren, status, language, currency,
  cors_origins as "corsOrigins", version from azals.tenant where tenant_id = $1`

app.get("/v2/tenant", async (c) => {
  if (Object.keys(c.req.query()).length > 0) return c.json({ title: "Unknown parameter" }, 400)
  const actor = await admit(c.req.header("authorization"))
  if (actor === undefined) return c.json({ title: "Unauthorized" }, 401)
  const requestId = randomUUID()
  const row = await inUnit(actor, requestId, async (client) => {
    const { rows } = await client.query({ name: "tenant", text: tenantSql, values: [actor.tenantId] })
    return rows[0]
  })
  return c.body(JSON.stringify(row), 200, headers(requestId))
})

const claimSql = `with forgotten as (delete from azals.idempotency where ctid = any (array(
    select ctid from azals.idempotency where tenant_id = $1 and created_at < now() - interval '30 days'
    limit 5 for update skip locked)))
  insert into azals.idempotency (tenant_id, route, key, body_hash) values ($1, $2, $3, $4)
  on conflict do nothing returning true as first`
const draftSql = "insert into azals.entry_draft (tenant_id, id, content) values ($1, $2, $3::jsonb)"
const keepSql = `update azals.idempotency set status = $4, headers = $5::jsonb, body = $6
  where tenant_id = $1 and route = $2 and key = $3`

const has = (value: object, keys: ReadonlyArray<string>) =>
  Object.keys(value).every((key) => keys.includes(key))

const isAmount = (money: unknown) =>
  typeof money === "object" &&
  money !== null &&
  has(money, ["amount", "currency"]) &&
  "amount" in money &&
  /^\d{1,13}(\.\d{1,2})?$/.test(String(money.amount)) &&
  "currency" in money &&
  /^[A-Z]{3}$/.test(String(money.currency))

const entryKeys = ["journal", "date", "label", "documentRef", "documentDate", "lines"]
const lineKeys = [
  "account",
  "party",
  "label",
  "debit",
  "credit",
  "foreign",
  "dueDate",
  "vatCode",
  "analytics"
]

const isDraft = (content: unknown): boolean => {
  if (typeof content !== "object" || content === null || !("lines" in content) || !("date" in content))
    return false
  if (!has(content, entryKeys)) return false
  if (typeof content.date !== "string" || Number.isNaN(Date.parse(content.date))) return false
  if (!Array.isArray(content.lines) || content.lines.length < 2) return false
  return content.lines.every(
    (line) =>
      has(line, lineKeys) &&
      /^[1-8][0-9]{2}[0-9A-Z]{0,17}$/.test(line.account) &&
      isAmount(line.debit) !== isAmount(line.credit)
  )
}

app.post("/v2/accounting/drafts", async (c) => {
  const actor = await admit(c.req.header("authorization"))
  if (actor === undefined) return c.json({ title: "Unauthorized" }, 401)
  const key = c.req.header("idempotency-key") ?? ""
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) return c.json({ title: "Key missing" }, 400)
  const text = await c.req.text()
  const content: unknown = JSON.parse(text)
  if (!isDraft(content)) return c.json({ title: "Invalid" }, 400)
  const hash = createHash("sha256").update(`${c.req.path}\n\n`).update(text).digest()
  const requestId = randomUUID()
  const route = "POST /v2/accounting/drafts"
  const answer = await inUnit(actor, requestId, async (client) => {
    const claim = await client.query({
      name: "claim",
      text: claimSql,
      values: [actor.tenantId, route, key, hash]
    })
    if (claim.rows.length === 0) throw new Error("replay")
    const id = randomUUID()
    await client.query({
      name: "draft",
      text: draftSql,
      values: [actor.tenantId, id, JSON.stringify(content)]
    })
    const body = JSON.stringify({ id, state: "draft", version: 1, content })
    const kept = JSON.stringify({ "content-type": "application/json" })
    await client.query({ name: "keep", text: keepSql, values: [actor.tenantId, route, key, 201, kept, body] })
    return body
  })
  return c.body(answer, 201, headers(requestId))
})

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => process.send?.(port))
