import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, MoneySum } from "../../../../shared/Money.ts"
import { AccountCode } from "../books/Account.ts"

/** Balances are debit minus credit: a credit balance is negative. */
export const Balances = {
  opening: MoneySum,
  debit: MoneySum,
  credit: MoneySum,
  closing: MoneySum
}

export const AccountBalance = Schema.Struct({
  account: AccountCode,
  label: Schema.String,
  ...Balances
}).annotate({ identifier: "AccountBalance" })
export type AccountBalance = typeof AccountBalance.Type

/** The sums of the accounts that begin with one digit of the plan. */
export const ClassBalance = Schema.Struct({ class: Schema.String, ...Balances }).annotate({
  identifier: "ClassBalance"
})
export type ClassBalance = typeof ClassBalance.Type

const eur = (minor: bigint) => ({ minor, currency: EUR })
const sums = (opening: bigint, debit: bigint, credit: bigint) => ({
  opening: eur(opening),
  debit: eur(debit),
  credit: eur(credit),
  closing: eur(opening + debit - credit)
})

/**
 * Every account with a balance or movements: what it opened with, its movements between the dates, what it closes with.
 * Opening holds the entries of the opening journal on the year's first day. While the year before is open, it holds
 * what that year would carry, its result on 120 or 129, and `provisional` is true. Classes and totals cover the whole
 * selection; `items` is one page of it, by account.
 */
export const TrialBalance = Schema.Struct({
  from: LocalDate,
  to: LocalDate,
  provisional: Schema.Boolean,
  totals: Schema.Struct(Balances),
  classes: Schema.Array(ClassBalance),
  items: Schema.Array(AccountBalance),
  nextCursor: Schema.NullOr(Schema.String)
}).annotate({
  identifier: "TrialBalance",
  examples: [
    {
      from: LocalDate.make("2026-01-01"),
      to: LocalDate.make("2026-01-31"),
      provisional: false,
      totals: sums(0n, 12_000n, 12_000n),
      classes: [
        { class: "4", ...sums(0n, 12_000n, 2_000n) },
        { class: "7", ...sums(0n, 0n, 10_000n) }
      ],
      items: [
        { account: AccountCode.make("411"), label: "Clients", ...sums(0n, 12_000n, 0n) },
        { account: AccountCode.make("44571"), label: "TVA collectée", ...sums(0n, 0n, 2_000n) },
        { account: AccountCode.make("706"), label: "Prestations de services", ...sums(0n, 0n, 10_000n) }
      ],
      nextCursor: null
    }
  ]
})
export type TrialBalance = typeof TrialBalance.Type

/** What a store answers for a trial balance: all but the cursor. */
export type TrialBalancePart = Pick<TrialBalance, "totals" | "classes" | "items">

/** The balance of each bank account (512) at a date. */
export const BankBalances = Schema.Struct({
  at: LocalDate,
  total: MoneySum,
  items: Schema.Array(
    Schema.Struct({ account: AccountCode, label: Schema.String, balance: MoneySum }).annotate({
      identifier: "BankAccountBalance"
    })
  )
}).annotate({
  identifier: "BankBalances",
  examples: [
    {
      at: LocalDate.make("2026-01-31"),
      total: eur(123_456n),
      items: [{ account: AccountCode.make("512"), label: "Banques", balance: eur(123_456n) }]
    }
  ]
})
export type BankBalances = typeof BankBalances.Type
