import { assert, describe, it } from "@effect/vitest"
import { DateTime, Redacted, Result } from "effect"
import { exactNumbers } from "../../../adapters/swan/exactNumbers.ts"
import { swanPaymentControl } from "../../../adapters/swan/paymentControl.ts"
import type { PaymentRequest } from "../../../domain/finance/cards/model/index.ts"
import { CurrencyCode, EUR, money } from "../../../domain/shared/Money.ts"

const decoded = (body: string): PaymentRequest =>
  Result.getOrThrow(swanPaymentControl.decode({ headers: {}, body: new TextEncoder().encode(body) }))

describe("Swan's payment control", () => {
  it.each([
    ["12.5", 1_250n],
    ["12.50", 1_250n],
    ["0.29", 29n],
    ["1", 100n],
    ["89999999999.99", 8_999_999_999_999n]
  ])("an amount that comes as the number %s is exact", (number, minor) => {
    const { amount, original } = decoded(
      `{"amountValue":${number},"amountCurrency":"EUR","originalAmountValue":5.4,"originalAmountCurrency":"USD"}`
    )
    assert.deepStrictEqual(amount, money(minor, EUR))
    assert.deepStrictEqual(original, money(540n, CurrencyCode.make("USD")))
  })

  it.each(["1.234", "1e2", '"12,50"', "null", "true", "-"])(
    "what is no amount, such as %s, is missing",
    (what) => {
      const body = `{"amountValue":${what},"amountCurrency":"EUR"}`
      const read = swanPaymentControl.decode({ headers: {}, body: new TextEncoder().encode(body) })
      assert.isNull(Result.isSuccess(read) ? read.success.amount : null)
    }
  )

  it("each field may be absent", () =>
    assert.deepStrictEqual(decoded("{}"), {
      transactionReference: null,
      cardReference: null,
      orderReference: null,
      amount: null,
      original: null,
      channel: null,
      direction: "debit",
      merchant: { id: null, name: null, city: null, country: null, category: null },
      partialAllowed: false,
      expiresAt: null
    }))

  it.each<readonly [object, Partial<PaymentRequest>]>([
    [{ transactionCategory: "InStore" }, { channel: "in-store" }],
    [{ transactionCategory: "eCommerce" }, { channel: "online" }],
    [{ transactionCategory: "eCommerceWith3DS" }, { channel: "online" }],
    [{ transactionCategory: "Other" }, { channel: "other" }],
    [{ transactionCategory: "Hologram" }, { channel: null }],
    [{ transactionCategory: "Other", operationType: "AtmWithdrawal" }, { channel: "withdrawal" }],
    [{ operationType: "OtcWithdrawal" }, { channel: "withdrawal" }],
    [{ operationType: "Credit" }, { direction: "credit" }],
    [{ operationType: "VtsOrMdes" }, { direction: "check" }],
    [{ authorizationType: "DataRequest" }, { direction: "check" }],
    [{ authorizationType: "PreAuthorization" }, { direction: "debit" }],
    [{ expirationDateTime: 1_795_510_800_000 }, { expiresAt: DateTime.makeUnsafe("2026-11-24T09:00:00Z") }],
    [{ allowsPartialAuthorization: true }, { partialAllowed: true }]
  ])("%j is read as %j", (said, expected) => assert.deepInclude(decoded(JSON.stringify(said)), expected))

  it("a text that no database holds is cleaned, and one that is too long is cut", () => {
    const { merchant } = decoded(
      JSON.stringify({
        merchantName: "A\u0000\u0007B\ud800",
        merchantCity: "x".repeat(300),
        merchantId: "\n"
      })
    )
    assert.deepStrictEqual([merchant.name, merchant.city?.length, merchant.id], ["A B\ufffd", 200, null])
  })

  it("a text keeps its digits, and every number becomes one", () =>
    assert.strictEqual(
      exactNumbers('{"a":"x 1 \\" 2","b":[-1.50,2e3],"c":null}'),
      '{"a":"x 1 \\" 2","b":["-1.50","2e3"],"c":null}'
    ))

  it("answers what is approved, a part only where it is one, and proves itself by the secret alone", () => {
    const { answer, proof } = swanPaymentControl
    const [ten, nine] = [money(1_000n, EUR), money(905n, EUR)]
    assert.deepStrictEqual(
      [answer(null, ten), answer(ten, ten), answer(nine, ten), answer(money(0n, EUR), null)],
      [
        '{"accepted":false}',
        '{"accepted":true}',
        '{"accepted":true,"partialAuthorizationAmountValue":9.05}',
        '{"accepted":true}'
      ]
    )
    const body = new Uint8Array()
    const check = (given: string) =>
      Result.isSuccess(proof.check({ headers: { "x-swan-secret": given }, body }, Redacted.make("secret")))
    assert.deepStrictEqual(
      [check("secret"), check("secre"), check("secrets"), check("")],
      [true, false, false, false]
    )
  })
})
