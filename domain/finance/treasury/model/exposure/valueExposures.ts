import { minorUnits } from "../../../../shared/Currency.ts"
import { type CurrencyCode, money } from "../../../../shared/Money.ts"
import type { CurrencyExposure, GivenRate, ValuedExposure } from "./CurrencyExposure.ts"

/** Exposures at given rates, halves away from zero; one without a rate has no value. */
export const valueExposures = (
  exposures: ReadonlyArray<CurrencyExposure>,
  rates: ReadonlyArray<GivenRate>
): ReadonlyArray<ValuedExposure> =>
  exposures.map((exposure) => {
    const rate = rates.find(({ currency }) => currency === exposure.currency)
    if (rate === undefined) return { exposure, rate: null, value: null, latent: null }
    const { booked, net, payable, receivable } = exposure
    const at = (minor: bigint) => converted(minor, rate, booked.currency)
    return {
      exposure,
      rate,
      value: money(at(net.minor), booked.currency),
      latent: money(at(receivable.minor + payable.minor) - booked.minor, booked.currency)
    }
  })

const converted = (minor: bigint, { currency, rate }: GivenRate, to: CurrencyCode): bigint => {
  const [whole = "0", parts = ""] = rate.split(".")
  const units = BigInt(`${whole}${parts.padEnd(8, "0")}`)
  const up = minor * units * 10n ** BigInt(minorUnits(to))
  const down = 10n ** BigInt(8 + minorUnits(currency))
  const size = (2n * (up < 0n ? -up : up) + down) / (2n * down)
  return up < 0n ? -size : size
}
