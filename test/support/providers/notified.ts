import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { Client } from "pg"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { send, textAt } from "../books.ts"
import { adminUrl } from "../database.ts"
import { solarisSettings } from "../credit/creditRequests.ts"
import { Host } from "../hosts.ts"

/** A connection to a provider over HTTP, with an address at which it may deliver. */
export const notifiedConnection = (key: string, provider: string, secrets: Record<string, string>) =>
  Effect.gen(function* () {
    const made = yield* send("POST", "/v2/finance/connections", key, {
      provider,
      environment: "sandbox",
      label: provider,
      settings: provider === "solaris" ? solarisSettings : {},
      secrets
    })
    assert.strictEqual(made.status, 201, made.text)
    const connectionId = textAt(made.json, "id")
    const { addressId, path } = yield* openedAddress(key, connectionId, 0)
    return { connectionId, addressId, path }
  })

export const openedAddress = (key: string, connectionId: string, overlapSeconds: number) =>
  Effect.gen(function* () {
    const route = `/v2/finance/connections/${connectionId}/notification-addresses`
    const opened = yield* send("POST", route, key, { overlapSeconds })
    assert.strictEqual(opened.status, 201, opened.text)
    return { addressId: textAt(opened.json, "address", "id"), path: textAt(opened.json, "path") }
  })

/** Sends bytes as a provider does; what was taken is moved to its company at once, as a worker does. */
export const deliver = (
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array<ArrayBuffer>,
  method = "POST"
) =>
  Effect.gen(function* () {
    const { url } = yield* Host
    const sent = method === "GET" ? {} : { body }
    const response = yield* Effect.promise(() =>
      fetch(`${url}${path}`, { method, headers: { "content-type": "application/json", ...headers }, ...sent })
    )
    const text = yield* Effect.promise(() => response.text())
    yield* unloadNotifications(adminUrl())
    return { status: response.status, text, headers: response.headers }
  })

/** What a worker does with the inbox four times a second. */
export const unloadNotifications = (admin: string) =>
  Effect.acquireUseRelease(
    Effect.promise(async () => {
      const client = new Client(admin)
      await client.connect()
      return client
    }),
    (client) => Effect.promise(() => client.query("select engine.unload_notifications(1000)")),
    (client) => Effect.promise(() => client.end())
  )

/** A notification as Swan writes it. */
export const swanBody = (
  eventId: string = uuidV7(),
  resourceId = "trx-1",
  eventType = "Transaction.Booked"
) =>
  JSON.stringify({
    eventType,
    eventId,
    eventDate: "2026-11-22T10:00:00.000Z",
    projectId: "p-1",
    resourceId
  })
