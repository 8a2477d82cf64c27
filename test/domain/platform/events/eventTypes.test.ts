import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { EventPrefix } from "../../../../domain/platform/events/model/index.ts"
import { Subscription } from "../../../../domain/platform/webhooks/model/index.ts"

const domain = join(import.meta.dirname, "../../../../domain")

/** Every event type that the domain writes out whole. */
const types = readdirSync(domain, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => [
    ...readFileSync(join(domain, file), "utf8").matchAll(/type: "([a-z]+(?:\.[a-z_-]+)+)"/g)
  ])
  .map(([, type = ""]) => type)

describe("the types of events", () => {
  it("can each be followed by a webhook, and asked for, by its whole name", () => {
    assert.include(types, "accounting.entry.posted")
    const refused = [...new Set(types)].filter(
      (type) => !Schema.is(Subscription.fields.topics)([type]) || !Schema.is(EventPrefix)(type)
    )
    assert.deepStrictEqual(refused, [])
  })
})
