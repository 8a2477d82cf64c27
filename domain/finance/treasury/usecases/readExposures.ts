import { Effect } from "effect"
import { TreasuryFlows } from "../../../../ports/finance/TreasuryFlows.ts"
import { type CurrencyCode, type Money, money } from "../../../shared/Money.ts"
import { today } from "../../../shared/ParisDay.ts"
import { type CurrencyExposure, forwardFlows } from "../model/index.ts"
import { bankPosition } from "./bankPosition.ts"
import { debtsUpTo } from "./debtsUpTo.ts"
import { openForwards } from "./forwards/openForwards.ts"

/** What the company holds, is owed, owes and has bought or sold forward in each currency but that of its books. No rate enters. */
export const readExposures = Effect.fn("treasury.exposures")(function* () {
  const { foreignItems } = yield* TreasuryFlows
  const day = yield* today
  const { books, items } = yield* foreignItems(day)
  const banks = (yield* bankPosition).lines.map(({ balance }) => balance)
  const debts = (yield* debtsUpTo(day, day)).lines.map(({ balance }) => balance)
  const forwards = (yield* openForwards()).flatMap(forwardFlows)
  const sumIn = (currency: CurrencyCode, amounts: ReadonlyArray<Money>) =>
    amounts.reduce((sum, amount) => (amount.currency === currency ? sum + amount.minor : sum), 0n)
  const currencies = new Set(
    [...banks, ...debts, ...forwards, ...items.map(({ open }) => open)].map(({ currency }) => currency)
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
      const [net, covered] = [bank + receivable + payable + contracts, sumIn(currency, forwards)]
      return {
        currency,
        bank: money(bank, currency),
        receivable: money(receivable, currency),
        payable: money(payable, currency),
        contracts: money(contracts, currency),
        net: money(net, currency),
        forwards: money(covered, currency),
        open: money(net + covered, currency),
        booked: money(
          own.reduce((sum, { booked }) => sum + booked.minor, 0n),
          books
        )
      }
    })
})
