import { assert, describe, it } from "@effect/vitest"
import { grantedIn } from "../../../adapters/solaris/wire.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"

const loan = {
  id: "l1",
  amount: { value: 1_200_000, unit: "cents", currency: "EUR" },
  duration: 12,
  nominal_interest_rate: 4.25,
  effective_interest_rate: 4.33
}

const nothing = { amount: null, months: null, nominalRate: null, effectiveRate: null }

describe("the terms of a loan that Solaris made", () => {
  it("are read as documented, in the unit of rates that the contract names", () => {
    const terms = { amount: money(1_200_000n, EUR), months: 12 }
    assert.deepStrictEqual(grantedIn(loan, "percent"), {
      ...terms,
      nominalRate: "0.0425",
      effectiveRate: "0.0433"
    })
    const shares = { ...loan, nominal_interest_rate: 0.0425, effective_interest_rate: 0 }
    assert.deepStrictEqual(grantedIn(shares, "share"), {
      ...terms,
      nominalRate: "0.0425",
      effectiveRate: "0"
    })
  })

  it("are unknown where they are absent or not written so, and spoil nothing", () => {
    assert.deepStrictEqual(grantedIn({ id: "l1" }, "percent"), nothing)
    const odd = {
      id: "l1",
      amount: { value: 12.5, unit: "euros", currency: "EUR" },
      duration: "long",
      nominal_interest_rate: "4",
      effective_interest_rate: 433
    }
    assert.deepStrictEqual(grantedIn(odd, "percent"), nothing)
  })
})
