import { Effect } from "effect"
import { Reports } from "../../../../ports/finance/Reports.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { money } from "../../../shared/Money.ts"
import { reportSpan } from "./reportSpan.ts"

/** What the books say of every bank account (512) at the end of a day: debit minus credit. */
export const bankBalances = Effect.fn("accounting.bankBalances")(function* (at: LocalDate) {
  const reports = yield* Reports
  const span = yield* reportSpan({ to: at }).pipe(Effect.catchTag("DatesOutsideYear", Effect.die))
  const accounts = yield* reports.balances(span, "512")
  const items = accounts.map(({ account, closing, label }) => ({ account, label, balance: closing }))
  const total = items.reduce((sum, { balance }) => sum + balance.minor, 0n)
  return { at, total: money(total, span.currency), items }
})
