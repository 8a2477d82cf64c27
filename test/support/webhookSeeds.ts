import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { send, textAt } from "./books.ts"
import type { SeededCompany } from "./seeds.ts"

const webhook = ({ key, marker }: SeededCompany) =>
  Effect.map(
    send("POST", "/v2/webhooks", key, {
      address: "https://hooks.example.fr/in",
      description: marker,
      topics: ["tenancy"]
    }),
    ({ json, status, text }) => {
      assert.strictEqual(status, 201, text)
      return textAt(json, "webhook", "id")
    }
  )

/** How one row of each kind of webhooks is made; its delivery is that of a test event. */
export const webhookSeeds = {
  webhookId: webhook,
  webhookDeliveryId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const path = `/v2/webhooks/${yield* webhook(company)}/test`
      const { json, status, text } = yield* send("POST", path, company.key)
      assert.strictEqual(status, 202, text)
      return textAt(json, "id")
    })
}
