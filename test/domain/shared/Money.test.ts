import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { fromMinor, Money, toMinor } from "../../../domain/shared/Money.ts"

describe("Money", () => {
  it("keeps minor units, never a float", () => {
    const decoded = Schema.decodeUnknownSync(Money)({ amount: "1234.5", currency: "EUR" })
    assert.deepStrictEqual({ ...decoded }, { minor: 123450n, currency: decoded.currency })
    assert.deepStrictEqual(Schema.encodeSync(Money)(decoded), {
      amount: "1234.50",
      currency: decoded.currency
    })
  })

  it.each([
    ["0.1", 2, 10n],
    ["-0.01", 2, -1n],
    ["12", 0, 12n],
    ["1.500", 2, 150n],
    ["1.", 2, 100n]
  ] as const)("reads %s with %i decimals", (text, digits, minor) => {
    assert.deepStrictEqual(Result.getOrThrow(toMinor(text, digits)), minor)
  })

  it.each([
    ["1.005", 2, "TooManyDecimals"],
    ["1,5", 2, "NotANumber"],
    ["1e3", 2, "NotANumber"],
    ["", 2, "NotANumber"],
    ["9".repeat(20), 2, "OutOfRange"]
  ] as const)("refuses %s with %i decimals as %s", (text, digits, fault) => {
    assert.deepStrictEqual(toMinor(text, digits), Result.fail(fault))
  })

  it.prop("writes what it reads", { minor: Schema.BigInt }, ({ minor }) => {
    const bounded = minor % 9_000_000_000_000n
    assert.strictEqual(Result.getOrThrow(toMinor(fromMinor(bounded, 2), 2)), bounded)
  })

  it("refuses an unknown currency", () => {
    assert.throws(() => Schema.decodeUnknownSync(Money)({ amount: "1", currency: "ZZZ" }))
  })
})
