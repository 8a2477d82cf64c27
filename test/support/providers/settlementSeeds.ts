import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { send, textAt } from "../books.ts"
import { gatewayOver } from "./paymentRequests.ts"

/** Rows of settlements: see `seeds`. */
export const settlementSeeds = {
  settlementBatchId: ({ key, marker }: { readonly key: string; readonly marker: string }) =>
    Effect.gen(function* () {
      const { json, status, text } = yield* send("POST", "/v2/settlement-batches", key, {
        connectionId: yield* gatewayOver(key),
        gatewayBatch: `${marker.replaceAll(/[^!-~]/gu, "-").slice(0, 20)}-${uuidV7().slice(-12)}`,
        gross: { amount: "12.00", currency: "EUR" },
        reportedOn: "2026-11-22",
        gatewayReferences: ["1"]
      })
      assert.strictEqual(status, 201, text)
      return textAt(json, "batch", "id")
    })
}
