import { Effect } from "effect"
import { TreasuryFlows } from "../../../../ports/finance/TreasuryFlows.ts"
import { type CurrencyCode, money } from "../../../shared/Money.ts"
import { today } from "../../../shared/ParisDay.ts"
import type { CurrencyExposure } from "../model/index.ts"
import { bankPosition } from "./bankPosition.ts"
import { debtsUpTo } from "./debtsUpTo.ts"

/** What the company holds, is owed and owes in each currency that is not that of its books. No rate enters. */
export const readExposures = Effect.fn("treasury.exposures")(function* () {
  const { foreignItems } = yield* TreasuryFlows
  const day = yield* today
  const { books, items } = yield* foreignItems(day)
  const banks = (yield* bankPosition).lines.map(({ balance }) => balance)
  const debts = (yield* debtsUpTo(day, day)).lines.map(({ balance }) => balance)
  const sumIn = (currency: CurrencyCode, amounts: typeof banks) =>
    amounts.reduce((sum, amount) => (amount.currency === currency ? sum + amount.minor : sum), 0n)
  const currencies = new Set(
    [...banks, ...debts, ...items.map(({ open }) => open)].map(({ currency }) => currency)
  )
  return [...currencies]
    .filter((currency) => currency !== books)
    .toSorted()
    .map((currency): CurrencyExposure => {
      const own = items.filter(({ open }) => open.currency === currency)
      const of = (side: "receivable" | "payable") =>
        own.reduce((sum, item) => (item.side === side ? sum + item.open.minor : sum), 0n)
      const [bank, contracts] = [sumIn(currency, banks), sumIn(currency, debts)]
      const [receivable, payable] = [of("receivable"), of("payable")]
      return {
        currency,
        bank: money(bank, currency),
        receivable: money(receivable, currency),
        payable: money(payable, currency),
        contracts: money(contracts, currency),
        net: money(bank + receivable + payable + contracts, currency),
        booked: money(
          own.reduce((sum, { booked }) => sum + booked.minor, 0n),
          books
        )
      }
    })
})
