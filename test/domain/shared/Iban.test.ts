import { assert, describe, it } from "@effect/vitest"
import { Option, Schema } from "effect"
import * as fc from "fast-check"
import { Iban, ibanOf, mod97 } from "../../../domain/shared/Iban.ts"
import { ibanOfRib, ribFromText, ribOf, ribText } from "../../../domain/shared/Rib.ts"

describe("Iban", () => {
  it.each([
    "FR1420041010050500013M02606",
    "FR7630006000011234567890189",
    "DE89370400440532013000",
    "GB29NWBK60161331926819",
    "BE68539007547034",
    "MC5811222000010123456789030"
  ])("accepts %s", (text) => {
    assert.strictEqual(Schema.decodeUnknownSync(Iban)(text), text)
  })

  it.each([
    ["wrong check digits", "FR1520041010050500013M02606"],
    ["two digits swapped", "FR7630006000011234567890198"],
    ["too short for its country", "DE8937040044053201300"],
    ["lower case", "fr1420041010050500013m02606"],
    ["empty", ""]
  ])("refuses an IBAN with %s", (_, text) => {
    assert.isFalse(Schema.is(Iban)(text))
  })

  it("reads an IBAN written in groups of four", () => {
    assert.deepStrictEqual(
      ibanOf("fr14 2004 1010 0505 0001 3M02 606"),
      Option.some(Iban.make("FR1420041010050500013M02606"))
    )
  })
})

describe("Rib", () => {
  it.each([
    ["20041", "01005", "0500013M026", "06", "FR1420041010050500013M02606"],
    ["30006", "00001", "12345678901", "89", "FR7630006000011234567890189"]
  ])("gives %s %s %s the key %s and the IBAN %s", (bank, branch, account, key, iban) => {
    const rib = Option.getOrThrow(ribOf(bank, branch, account))
    assert.strictEqual(rib.key, key)
    assert.strictEqual(Option.getOrThrow(ibanOfRib(rib)), iban)
  })

  it("refuses parts of another shape and a wrong key", () => {
    assert.isTrue(Option.isNone(ribOf("2004", "01005", "0500013M026")))
    assert.isTrue(Option.isNone(ribOf("20041", "01005", "0500013m026")))
    assert.isTrue(Option.isNone(ribFromText("20041010050500013M02607")))
    assert.isTrue(Option.isSome(ribFromText("20041 01005 0500013M026 06")))
  })

  it("any RIB survives its text and its IBAN, and its key makes the digits a multiple of 97", () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
    fc.assert(
      fc.property(digits(5), digits(5), fc.stringMatching(/^[0-9A-Z]{11}$/), (bank, branch, account) => {
        const rib = Option.getOrThrow(ribOf(bank, branch, account))
        assert.deepStrictEqual(ribFromText(ribText(rib)), Option.some(rib))
        const iban = Option.getOrThrow(ibanOfRib(rib))
        assert.strictEqual(mod97(iban.slice(4) + iban.slice(0, 4)), 1)
        if (/^\d+$/.test(account)) assert.strictEqual(BigInt(ribText(rib)) % 97n, 0n)
      })
    )
  })
})
