import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { send, textAt } from "../books.ts"
import { gatewayOver, payments } from "./paymentRequests.ts"

interface Seeded {
  readonly key: string
  readonly marker: string
}

/** Rows of payments by card: see `seeds`. */
export const paymentSeeds = {
  paymentId: ({ key, marker }: Seeded) =>
    Effect.gen(function* () {
      const { json, status, text } = yield* send("POST", payments, key, {
        kind: "sale",
        connectionId: yield* gatewayOver(key),
        amount: { amount: "12.00", currency: "EUR" },
        token: "sim-abcdefgh",
        label: marker,
        initiatedBy: "payer"
      })
      assert.strictEqual(status, 201, text)
      return textAt(json, "payment", "id")
    }),
  paymentMethodId: ({ key, marker }: Seeded) =>
    Effect.gen(function* () {
      const { json, status, text } = yield* send("POST", "/v2/payment-methods", key, {
        connectionId: yield* gatewayOver(key),
        token: "sim-abcdefgh",
        label: marker,
        customer: "C1"
      })
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    })
}
