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

export const eur = (amount: string) => ({ amount, currency: "EUR" })

export const sale = (connectionId: string, part: object = {}) => ({
  kind: "sale",
  connectionId,
  amount: eur("12.00"),
  token: "sim-abcdefgh",
  label: "Facture F-1",
  initiatedBy: "payer",
  ...part
})

export const pan = "4111111111111111"

/** The ways in which a card number could come, and what they have in common. */
export const smuggled = (connectionId: string) => [
  { body: sale(connectionId, { label: pan }) },
  { body: sale(connectionId, { label: "carte 4111 1111 1111 1111 exp 10/28" }) },
  { body: sale(connectionId, { token: "4111-1111-1111-1111" }) },
  { body: sale(connectionId, { party: { code: "C1", label: pan } }) },
  { body: sale(connectionId, { deep: [{ er: { ccnumber: pan } }] }) },
  { body: sale(connectionId, { ccnumber: 4_111_111_111_111_111 }) },
  { body: sale(connectionId, { [pan]: "" }) },
  { body: sale(connectionId), headers: { "idempotency-key": `pay-${pan}` } },
  { body: sale(connectionId), headers: { "x-card": "4111 1111 1111 1111" } },
  { body: sale(connectionId), query: `?card=${pan}` },
  { body: sale(connectionId), query: "?card=4111+1111%201111+1111" }
]
