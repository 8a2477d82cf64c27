import type { Card, CardControls, CardLimit, SpendingLimit } from "../model/index.ts"

/** The one limit that an issuer keeps itself: the one of the longest span, since ours are decided at each payment. */
export const limitForIssuer = (limits: ReadonlyArray<CardLimit>): SpendingLimit => {
  const [longest] = limits.toSorted((one, other) => order[other.period] - order[one.period])
  if (longest === undefined) throw new RangeError("a card has a limit")
  const { amount, period, resetDay, window } = longest
  return { amount, period: periods[period], window, resetDay }
}

const order = { transaction: 0, day: 1, week: 2, month: 3, always: 4 } as const

/** A limit for each payment is no span: the issuer is told the same amount for each day. */
const periods = { transaction: "day", day: "day", week: "week", month: "month", always: "once" } as const

/** The switches that an issuer keeps itself. */
export const controlsForIssuer = ({
  abroad,
  online,
  otherCurrencies,
  withdrawal
}: Card["rules"]): CardControls => ({
  online,
  withdrawal,
  abroad,
  otherCurrencies
})
