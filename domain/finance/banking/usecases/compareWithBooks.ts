import { Effect, type Option } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { LedgerControls } from "../../../../ports/finance/LedgerControls.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { agreementOf, bankInvariant } from "../model/index.ts"

/** Whether the bank's lines add up to the ledger account of each bank account, at a date or as far as both are known. */
export const compareWithBooks = Effect.fn("banking.compareWithBooks")(function* (
  to: Option.Option<LocalDate>
) {
  const feed = yield* BankFeed
  const controls = yield* LedgerControls
  const { currency } = yield* Effect.flatMap(Tenants, ({ current }) => current)
  const positions = yield* feed.positions(to)
  const banks = yield* Effect.forEach(positions, (position) =>
    Effect.map(controls.balanceOf(position.ledgerAccount, position.bank.currency, position.at), (books) =>
      agreementOf(position, books)
    )
  )
  return { banks, invariant: bankInvariant(banks, currency) }
})
