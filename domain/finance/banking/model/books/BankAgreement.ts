import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { type CurrencyCode, EUR, money, MoneySum } from "../../../../shared/Money.ts"
import { AccountCode, type Invariant } from "../../../accounting/model/index.ts"
import { BankAccountId } from "./BankAccount.ts"
import { BankLineId } from "./BankLine.ts"

/**
 * What the bank and the books say of the bank accounts behind one ledger account (512) at the end of `at`: the first
 * opening balance and the booked lines since, and the ledger account. `at` is the date asked for, or the last day that
 * the bank's statements cover when that is earlier. An account in another currency than the books' is compared in its
 * own. `unposted` counts the booked lines that the books do not have; `firstUnposted` is the oldest.
 */
export const BankAgreement = Schema.Struct({
  ledgerAccount: AccountCode,
  bankAccounts: Schema.Array(BankAccountId),
  at: LocalDate,
  bank: MoneySum,
  books: MoneySum,
  difference: MoneySum,
  ok: Schema.Boolean,
  unposted: Schema.Int,
  firstUnposted: Schema.NullOr(BankLineId)
}).annotate({
  identifier: "BankAgreement",
  examples: [
    {
      ledgerAccount: AccountCode.make("512"),
      bankAccounts: [BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41")],
      at: LocalDate.make("2026-01-31"),
      bank: money(1_284_050n, EUR),
      books: money(1_284_050n, EUR),
      difference: money(0n, EUR),
      ok: true,
      unposted: 0,
      firstUnposted: null
    }
  ]
})
export type BankAgreement = typeof BankAgreement.Type

/** The side of the bank, before the books are asked. */
export type BankPosition = Pick<
  BankAgreement,
  "ledgerAccount" | "bankAccounts" | "at" | "bank" | "unposted" | "firstUnposted"
>

export const agreementOf = (position: BankPosition, books: bigint): BankAgreement => {
  const { currency, minor } = position.bank
  const difference = minor - books
  return {
    ...position,
    books: money(books, currency),
    difference: money(difference, currency),
    ok: difference === 0n
  }
}

/** The agreements as one of the rules of the books; its difference is that of the accounts in the books' currency. */
export const bankInvariant = (
  agreements: ReadonlyArray<BankAgreement>,
  currency: CurrencyCode
): Invariant => {
  const violations = agreements.filter(({ ok }) => !ok)
  const own = violations.filter(({ difference }) => difference.currency === currency)
  return {
    name: "bank-equals-books",
    ok: violations.length === 0,
    violations: violations.length,
    difference: money(
      own.reduce((sum, { difference }) => sum + difference.minor, 0n),
      currency
    ),
    first: null
  }
}
