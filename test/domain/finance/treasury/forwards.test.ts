import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import {
  forwardFlows,
  mayClose,
  NewForwardContract
} from "../../../../domain/finance/treasury/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"

const [dollars, yen] = [CurrencyCode.make("USD"), CurrencyCode.make("JPY")]

const [first, last] = [LocalDate.make("2026-03-02"), LocalDate.make("2026-03-31")]

const contract = {
  side: "sell",
  amount: money(10_005n, dollars),
  against: EUR,
  rate: "0.9",
  agreedOn: LocalDate.make("2026-02-01"),
  from: first,
  to: last,
  state: "open"
} as const

const movesOf = (part: Partial<Parameters<typeof forwardFlows>[0]>) =>
  forwardFlows({ ...contract, ...part }).map(({ currency, day, minor }) => [currency, minor, day])

describe("a forward contract", () => {
  it("moves both its currencies on the last day of its window, at its rate, halves away from zero", () => {
    assert.deepStrictEqual(movesOf({}), [
      [dollars, -10_005n, last],
      [EUR, 9_005n, last]
    ])
    assert.deepStrictEqual(movesOf({ side: "buy", amount: money(1_000n, yen), rate: "0.0061" }), [
      [yen, 1_000n, last],
      [EUR, -610n, last]
    ])
  })

  it("moves nothing once it is settled or ended", () => {
    assert.deepStrictEqual([...movesOf({ state: "settled" }), ...movesOf({ state: "ended" })], [])
  })

  it("is settled within its window, ended from its agreement on, once, and not ahead", () => {
    const now = LocalDate.make("2026-03-20")
    const may = (how: "ended" | "settled", on: string, part: object = {}) =>
      mayClose({ ...contract, ...part }, how, LocalDate.make(on), now)
    const settled = ["2026-03-01", "2026-03-02", "2026-03-20", "2026-03-21"].map((on) => may("settled", on))
    assert.deepStrictEqual(settled, [false, true, true, false])
    const ended = ["2026-01-31", "2026-02-01", "2026-03-20", "2026-03-21"].map((on) => may("ended", on))
    assert.deepStrictEqual(ended, [false, true, true, false])
    assert.isFalse(may("ended", "2026-03-20", { state: "ended" }))
    assert.isTrue(mayClose(contract, "settled", last, LocalDate.make("2026-04-05")))
    assert.isFalse(mayClose(contract, "settled", LocalDate.make("2026-04-01"), LocalDate.make("2026-04-05")))
  })

  it("is refused within one currency, with days out of order, or whose other amount cannot be told", () => {
    const decode = Schema.is(NewForwardContract)
    const { state: _state, ...told } = contract
    const whole = { ...told, source: "Confirmation", bank: "Banque" }
    const accepted = (part: object) =>
      decode({ ...whole, bankAccountId: "019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21", ...part })
    assert.deepStrictEqual(
      [
        accepted({}),
        accepted({ against: dollars }),
        accepted({ to: LocalDate.make("2026-03-01") }),
        accepted({ agreedOn: LocalDate.make("2026-03-03") }),
        accepted({ rate: "0.00000001" }),
        accepted({ rate: "99999999", amount: money(9_000_000_000_000n, dollars) })
      ],
      [true, false, false, false, false, false]
    )
  })
})
