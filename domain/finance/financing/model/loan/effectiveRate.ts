import { Result, Schema } from "effect"
import { addMonths, daysBetween, LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money, MoneySum } from "../../../../shared/Money.ts"
import type { LoanSchedule } from "./LoanSchedule.ts"
import { LoanTerms } from "./LoanTerms.ts"

const eur = (minor: bigint) => ({ minor, currency: EUR })

/** A rate as decimal text, a share of one, rounded to six decimals: `0.053422` is 5.3422 %. */
export const EffectiveRate = Schema.String.annotate({
  identifier: "EffectiveRate",
  description: "A share of one, rounded to six decimals: 0.053422 is 5.3422 %",
  examples: ["0.053422"]
})

/** What a loan costs beside its interest, whoever is paid: file, guarantee, insurance that the lender requires. */
export const LoanCharges = Schema.Struct({
  atDrawdown: Money.annotate({ description: "Paid once, when the loan is drawn", examples: [eur(15_000n)] }),
  withEachInstalment: Money.annotate({ description: "Such as insurance", examples: [eur(450n)] })
}).annotate({ identifier: "LoanCharges" })
export type LoanCharges = typeof LoanCharges.Type

/** A loan and its charges, in the loan's currency. */
export const EffectiveRateAsked = Schema.Struct({ terms: LoanTerms, charges: LoanCharges })
  .check(
    Schema.makeFilter(
      ({ charges, terms }) =>
        [charges.atDrawdown, charges.withEachInstalment].every(
          ({ currency }) => currency === terms.principal.currency
        ) || "charges in the currency of the loan"
    )
  )
  .annotate({
    identifier: "EffectiveRateAsked",
    examples: [
      {
        terms: {
          principal: eur(1_200_000n),
          yearlyRate: "0.0425",
          method: "constant_annuity",
          dayCount: "thirty_360",
          drawnOn: LocalDate.make("2026-01-15"),
          firstDueOn: LocalDate.make("2026-02-15"),
          instalments: 12,
          everyMonths: 1
        },
        charges: { atDrawdown: eur(15_000n), withEachInstalment: eur(450n) }
      }
    ]
  })

/** What a loan really costs: the TEG that article R. 314-2 of the Code de la consommation defines for businesses. */
export const LoanCost = Schema.Struct({
  periodMonths: Schema.Int.annotate({ description: "The unit period: months between two instalments" }),
  periodRate: EffectiveRate,
  effectiveRate: EffectiveRate,
  totalInterest: MoneySum,
  totalCharges: MoneySum,
  totalCost: MoneySum
}).annotate({
  identifier: "LoanCost",
  examples: [
    {
      periodMonths: 1,
      periodRate: "0.005467",
      effectiveRate: "0.065606",
      totalInterest: eur(27_813n),
      totalCharges: eur(20_400n),
      totalCost: eur(48_213n)
    }
  ]
})
export type LoanCost = typeof LoanCost.Type

/** The charges at the drawdown leave nothing of the loan: it has no rate. */
export class LoanChargesTooHigh extends Schema.TaggedError<LoanChargesTooHigh>()(
  "LoanChargesTooHigh",
  { charges: Money, principal: Money },
  { httpApiStatus: 422 }
) {}

/**
 * The rate of a period makes what is received worth what is paid, by compound interest; the year's rate is that rate
 * times the periods of a year (article R. 314-2: proportional, for loans to businesses). The article is silent on a
 * first interval that is not whole periods: it counts as whole months and the days that are left over 365/12, the
 * normalised month of the annex on consumer loans (remark c).
 */
export const costOf = (
  { instalments, terms, totalInterest }: LoanSchedule,
  { atDrawdown, withEachInstalment }: LoanCharges
): Result.Result<LoanCost, LoanChargesTooHigh> => {
  const { drawnOn, everyMonths, firstDueOn, principal } = terms
  const received = principal.minor - atDrawdown.minor
  if (received <= 0n) return Result.fail(new LoanChargesTooHigh({ charges: atDrawdown, principal }))
  const first = monthsBetween(drawnOn, firstDueOn) / everyMonths
  const rate = periodRate(
    Number(received),
    instalments.map(({ payment }) => Number(payment.minor + withEachInstalment.minor)),
    first
  )
  const charges = atDrawdown.minor + withEachInstalment.minor * BigInt(instalments.length)
  return Result.succeed({
    periodMonths: everyMonths,
    periodRate: rate.toFixed(6),
    effectiveRate: ((rate * 12) / everyMonths).toFixed(6),
    totalInterest,
    totalCharges: money(charges, principal.currency),
    totalCost: money(totalInterest.minor + charges, principal.currency)
  })
}

/**
 * What is paid at the discount `v` is worth more the nearer `v` is to 1: the one `v` at which it is worth what was
 * received is found by halving, to the last bit of a double.
 */
const periodRate = (received: number, payments: ReadonlyArray<number>, first: number): number => {
  const worth = (v: number) => v ** first * payments.reduceRight((sum, payment) => payment + v * sum, 0)
  let [low, high] = [0, 1]
  if (worth(1) <= received) return 0
  for (let middle = 0.5; middle > low && middle < high; middle = (low + high) / 2) {
    if (worth(middle) > received) high = middle
    else low = middle
  }
  return 1 / high - 1
}

/** Whole months, and the days that are left as parts of a normalised month. */
const monthsBetween = (from: LocalDate, to: LocalDate): number => {
  let months = 0
  while (addMonths(from, months + 1) <= to) months++
  return months + daysBetween(addMonths(from, months), to) / (365 / 12)
}
