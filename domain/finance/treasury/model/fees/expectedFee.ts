import { Result } from "effect"
import { type Money, money } from "../../../../shared/Money.ts"
import type { DayBalance } from "../../../banking/model/index.ts"
import { accrueOverdraft, dueAfter, partsOf } from "../../../financing/model/index.ts"
import type { BankFee, FeeBasis } from "./AccountConditions.ts"
import { balancesIn } from "./balancesIn.ts"
import { containsOne } from "./containsOne.ts"
import type { FeeCheck } from "./FeeCheck.ts"
import type { KnownAccount, Period } from "./KnownAccount.ts"

/** What a fee must be, in minor units, with what it was counted on; or why nobody can say. */
export type Expected =
  | {
      readonly expected: bigint
      readonly counted: { readonly operations: number; readonly base: bigint } | null
    }
  | { readonly unknown: NonNullable<FeeCheck["unknown"]> }

const scale = 100_000_000n

/** What the conditions say of one fee in one period. `isFee` tells movements that are fees: none is counted on a fee. */
export const expectedFee = (
  { basis }: BankFee,
  period: Period,
  account: KnownAccount,
  isFee: (label: string) => boolean
): Expected => {
  if (basis.on === "period") return { expected: basis.amount.minor, counted: null }
  const balances = balancesIn(account.told, period)
  if (Result.isFailure(balances)) return { unknown: "days-not-covered" }
  if (basis.on === "overdraft") return overdraftInterest(basis, balances.success, account)
  const sign = basis.direction === "debit" ? -1n : 1n
  const wanted = basis.on === "operations" ? basis.containing : []
  const counting = account.movements
    .filter(
      ({ day, label, minor }) => day >= period.from && day <= period.to && sign * minor > 0n && !isFee(label)
    )
    .filter(({ label }) => wanted.length === 0 || containsOne(label, wanted))
    .map(({ minor }) => sign * minor)
  const base = counting.reduce((sum, minor) => sum + minor, 0n)
  const counted = { operations: counting.length, base }
  if (basis.on === "turnover") {
    const share = halvesUp(base * unitsOf(basis.rate), scale)
    return { expected: atLeast(share, basis.minimum, counting.length), counted }
  }
  const each = (minor: bigint) =>
    atLeast(basis.amount.minor + halvesUp(minor * unitsOf(basis.rate), scale), basis.minimum, 1)
  return { expected: counting.reduce((sum, minor) => sum + each(minor), 0n), counted }
}

/** Interest on what the account lacked each evening, by value date. */
const overdraftInterest = (
  { dayCount, minimum, yearlyRate }: Extract<FeeBasis, { readonly on: "overdraft" }>,
  balances: ReadonlyArray<DayBalance>,
  { told: { currency } }: KnownAccount
): Expected => {
  const terms = { beyondRate: null, dayCount, limit: money(0n, currency), yearlyRate }
  const lacking = balances.filter(({ minor }) => minor < 0n)
  const interest = dueAfter(terms, partsOf(accrueOverdraft(terms, balances)), 0n)
  return {
    expected: atLeast(interest, minimum, lacking.length),
    counted: { operations: lacking.length, base: lacking.reduce((sum, { minor }) => sum - minor, 0n) }
  }
}

/** A share of one in units of 10^-8. */
const unitsOf = (rate: string): bigint => {
  const [, parts = ""] = rate.split(".")
  return BigInt(parts.padEnd(8, "0"))
}

const halvesUp = (amount: bigint, by: bigint) => (2n * amount + by) / (2n * by)

const atLeast = (amount: bigint, minimum: Money | null, operations: number) =>
  operations > 0 && minimum !== null && minimum.minor > amount ? minimum.minor : amount
