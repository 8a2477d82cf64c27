import { Effect } from "effect"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear } from "../../../domain/finance/accounting/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"

/** Books of 2026 with a rule for each type of event of a financing. */
export const financingBooks = Effect.gen(function* () {
  const { addJournal } = yield* Books
  const { add } = yield* PostingRules
  yield* loadChart()
  yield* addJournal({ code: "BQ", label: "Banque", kind: "bank" })
  yield* openFiscalYear({ starts: LocalDate.make("2026-01-01"), ends: LocalDate.make("2026-12-31") })
  for (const [eventType, control, net, side] of [
    ["financing.assignment", "467", "411", "debit"],
    ["financing.advance", "512", "519", "debit"],
    ["financing.repayment", "512", "519", "credit"],
    ["financing.fees", "512", "661", "credit"],
    ["financing.recourse", "411", "467", "debit"]
  ] as const) {
    yield* add({
      eventType,
      journal: "BQ",
      controlAccount: AccountCode.make(control),
      netAccount: AccountCode.make(net),
      side
    })
  }
})
