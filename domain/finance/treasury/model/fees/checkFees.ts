import { Result } from "effect"
import { addDays, addMonths, LocalDate } from "../../../../shared/LocalDate.ts"
import { money } from "../../../../shared/Money.ts"
import type { AccountConditions, BankFee } from "./AccountConditions.ts"
import { balancesIn } from "./balancesIn.ts"
import { containsOne } from "./containsOne.ts"
import { expectedFee } from "./expectedFee.ts"
import type { FeeCheck } from "./FeeCheck.ts"
import type { KnownAccount, Period } from "./KnownAccount.ts"

/** Each fee of the conditions in each of its periods of a calendar year, expected against billed. */
export const checkFees = (
  year: number,
  conditions: ReadonlyArray<AccountConditions>,
  account: KnownAccount
): ReadonlyArray<Omit<FeeCheck, "claimId">> => {
  const sorted = conditions.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
  const kinds = new Map(sorted.flatMap(({ fees }) => fees.map((fee) => [fee.kind, fee] as const)))
  return [...kinds.values()].flatMap((last) =>
    periodsOf(year, last.everyMonths).map((period) => {
      const inForce = sorted.findLast(({ validFrom }) => validFrom <= period.from)
      const fee = inForce?.fees.find(({ kind }) => kind === last.kind)
      const changed = sorted.some(({ validFrom }) => validFrom > period.from && validFrom <= period.to)
      return checked(fee ?? last, period, account, {
        fees: inForce?.fees ?? [last],
        unknown: fee === undefined ? "no-conditions-yet" : changed ? "conditions-changed" : null
      })
    })
  )
}

const periodsOf = (year: number, everyMonths: number): ReadonlyArray<Period> =>
  Array.from({ length: 12 / everyMonths }, (_, at) => {
    const from = addMonths(LocalDate.make(`${year}-01-01`), at * everyMonths)
    return { from, to: addDays(addMonths(from, everyMonths), -1) }
  })

const checked = (
  fee: BankFee,
  period: Period,
  account: KnownAccount,
  { fees, unknown }: { readonly fees: ReadonlyArray<BankFee>; readonly unknown: FeeCheck["unknown"] }
): Omit<FeeCheck, "claimId"> => {
  const {
    movements,
    told,
    told: { currency }
  } = account
  const window =
    fee.billed === "within"
      ? period
      : { from: addDays(period.to, 1), to: addDays(addMonths(period.from, 2 * fee.everyMonths), -1) }
  const lines = movements
    .filter(
      ({ day, label }) => day >= window.from && day <= window.to && billedKind(fees, label) === fee.kind
    )
    .map(({ day, id, label, minor }) => ({ bankLineId: id, day, label, amount: money(-minor, currency) }))
  const billed = lines.reduce((sum, { amount }) => sum + amount.minor, 0n)
  const found =
    unknown === null
      ? expectedFee(fee, period, account, (label) => billedKind(fees, label) !== null)
      : { unknown }
  const known = "expected" in found
  return {
    kind: fee.kind,
    ...period,
    expected: known ? money(found.expected, currency) : null,
    unknown: known ? null : found.unknown,
    counted:
      known && found.counted !== null
        ? { ...found.counted, base: money(found.counted.base, currency) }
        : null,
    billed: money(billed, currency),
    lines,
    complete: Result.isSuccess(balancesIn(told, window)),
    difference: known ? money(billed - found.expected, currency) : null
  }
}

/** The first fee whose texts a line contains. */
const billedKind = (fees: ReadonlyArray<BankFee>, label: string): string | null =>
  fees.find(({ billedAs }) => containsOne(label, billedAs))?.kind ?? null
