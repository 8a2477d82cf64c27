import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { send, textAt } from "../books.ts"

export const payments = "/v2/payments"

/** A connection to the simulated gateway over HTTP, enabled unless told; answers its id. */
export const gatewayOver = (key: string, { enabled = true }: { readonly enabled?: boolean } = {}) =>
  Effect.gen(function* () {
    const made = yield* send("POST", "/v2/finance/connections", key, {
      provider: "nmi",
      environment: "simulation",
      label: "NMI",
      settings: { dupSeconds: "0" },
      secrets: { securityKey: `key-${uuidV7()}` }
    })
    assert.strictEqual(made.status, 201, made.text)
    const id = textAt(made.json, "id")
    if (enabled) {
      const enabling = yield* send("POST", `/v2/finance/connections/${id}/enable`, key, undefined, 1)
      assert.strictEqual(enabling.status, 200, enabling.text)
    }
    return id
  })
