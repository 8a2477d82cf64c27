import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, MoneySum } from "../../../../shared/Money.ts"
import { Party } from "../ledger/Entry.ts"

/** Whose account: customers (411) owe the company, suppliers (401) are owed by it. */
export const ThirdParties = Schema.Literals(["customers", "suppliers"])
export type ThirdParties = typeof ThirdParties.Type

/** What is open, by days after the due date; a line without one is due on its own date. */
const Ages = {
  notDue: MoneySum,
  days1To30: MoneySum,
  days31To60: MoneySum,
  days61To90: MoneySum,
  over90: MoneySum,
  total: MoneySum
}

/** `party` is null for lines of the control account that name nobody. */
export const AgedParty = Schema.Struct({ party: Schema.NullOr(Party), ...Ages }).annotate({
  identifier: "AgedParty"
})
export type AgedParty = typeof AgedParty.Type

const eur = (minor: bigint) => ({ minor, currency: EUR })
const ages = {
  notDue: eur(0n),
  days1To30: eur(12_000n),
  days31To60: eur(0n),
  days61To90: eur(0n),
  over90: eur(0n),
  total: eur(12_000n)
}

/**
 * What is open with third parties at the end of a day, positive when in favour of whom the account is for: customers
 * owe, suppliers are owed. Lines carried forward by a closing are left out, since the lines that they repeat are in.
 * The totals cover every page.
 */
export const AgedBalance = Schema.Struct({
  thirdParties: ThirdParties,
  at: LocalDate,
  totals: Schema.Struct(Ages),
  items: Schema.Array(AgedParty),
  nextCursor: Schema.NullOr(Schema.String)
}).annotate({
  identifier: "AgedBalance",
  examples: [
    {
      thirdParties: "customers",
      at: LocalDate.make("2026-03-31"),
      totals: ages,
      items: [{ party: { code: "C001", label: "Dupont" }, ...ages }],
      nextCursor: null
    }
  ]
})
export type AgedBalance = typeof AgedBalance.Type
