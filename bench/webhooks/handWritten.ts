import { serve } from "@hono/node-server"
import { Hono } from "hono"
import { Pool } from "pg"

/** The other side of the `webhooks` benchmark: a bare Hono route that inserts one row and proves nothing. */
const pool = new Pool({ connectionString: process.env["BENCH_DATABASE_URL"], max: 32 })
const app = new Hono()

app.post("/hook", async (c) => {
  const body = await c.req.text()
  const event: { readonly eventId: string } = JSON.parse(body)
  await pool.query({
    name: "insert",
    text: "insert into public.bench_event (event_id, body) values ($1, $2)",
    values: [event.eventId, body]
  })
  return c.json({ received: true })
})

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => process.send?.(port))
