import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { hasLuhnKey, Siren } from "../../../domain/shared/Siren.ts"

const decode = Schema.decodeUnknownResult(Siren)

describe("SIREN", () => {
  it("accepts nine digits that carry their key", () => {
    for (const siren of ["732829320", "356000000", "552100554"])
      assert.isTrue(Result.isSuccess(decode(siren)), siren)
  })

  it("refuses another length, another key, letters, spaces and nine zeros", () => {
    for (const text of [
      "73282932",
      "7328293200",
      "732829321",
      "73282932A",
      "732 829 320",
      "000000000",
      "",
      732829320
    ])
      assert.isTrue(Result.isFailure(decode(text)), String(text))
  })

  it("finds any single wrong digit", () => {
    const siren = "732829320"
    for (let at = 0; at < siren.length; at++) {
      for (const digit of "0123456789") {
        if (digit === siren[at]) continue
        assert.isFalse(hasLuhnKey(siren.slice(0, at) + digit + siren.slice(at + 1)))
      }
    }
  })
})
