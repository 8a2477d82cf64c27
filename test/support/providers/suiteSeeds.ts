import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { send, textAt } from "../books.ts"
import { eur, gatewayOver } from "./paymentRequests.ts"
import { collecting, collection } from "./suiteRequests.ts"

/** Rows of the finance suite: see `seeds`. */
export const suiteSeeds = {
  processId: ({ key, marker }: { readonly key: string; readonly marker: string }) =>
    Effect.gen(function* () {
      const sources = [{ connectionId: yield* gatewayOver(key), token: "sim-abcdefgh" }]
      const body = collection([], { input: { amount: eur("12.00"), label: marker, sources } })
      const { json, status, text } = yield* send("POST", collecting, key, body)
      assert.strictEqual(status, 201, text)
      return textAt(json, "process", "id")
    })
}
