import { money } from "../../../../shared/Money.ts"
import type { CurrencyExposure, GivenRate, ValuedExposure } from "./CurrencyExposure.ts"
import { converted } from "./ExchangeRate.ts"

/** Exposures at given rates, halves away from zero; one without a rate has no value. */
export const valueExposures = (
  exposures: ReadonlyArray<CurrencyExposure>,
  rates: ReadonlyArray<GivenRate>
): ReadonlyArray<ValuedExposure> =>
  exposures.map((exposure) => {
    const rate = rates.find(({ currency }) => currency === exposure.currency)
    if (rate === undefined) return { exposure, rate: null, value: null, openValue: null, latent: null }
    const { booked, currency, net, open, payable, receivable } = exposure
    const at = (minor: bigint) => converted(money(minor, currency), rate.rate, booked.currency)
    return {
      exposure,
      rate,
      value: at(net.minor),
      openValue: at(open.minor),
      latent: money(at(receivable.minor + payable.minor).minor - booked.minor, booked.currency)
    }
  })
