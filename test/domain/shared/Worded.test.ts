import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { worded, WordedAs } from "../../../domain/shared/Worded.ts"

describe("somebody else's words", () => {
  const read = worded({ Booked: "booked", Held: "pending" })

  it("are read by a table, and kept", () =>
    assert.deepStrictEqual(read("Held"), { is: "pending", word: "Held" }))

  it.each(["Invented", "", "constructor", "__proto__"])("that nobody knows are other, and kept: %j", (word) =>
    assert.deepStrictEqual(read(word), { is: "other", word })
  )

  it("travel as they are", () => {
    const schema = WordedAs(["booked", "pending"])
    assert.deepStrictEqual(Schema.decodeUnknownSync(schema)(read("Invented")), {
      is: "other",
      word: "Invented"
    })
    assert.isFalse(Schema.is(schema)({ is: "lost", word: "Lost" }))
  })
})
