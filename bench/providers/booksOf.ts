import { Effect } from "effect"
import { AccountCode } from "../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear } from "../../domain/finance/accounting/usecases/index.ts"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import { Books } from "../../ports/finance/Books.ts"
import { PostingRules } from "../../ports/finance/PostingRules.ts"

/** Books in which a booked transfer pays a supplier from the bank, and a captured payment is a customer's. */
export const openBooks = (years: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const { addJournal } = yield* Books
    const { add } = yield* PostingRules
    yield* loadChart()
    yield* addJournal({ code: "BQ", label: "Banque", kind: "bank" })
    for (const year of years) {
      yield* openFiscalYear({
        starts: LocalDate.make(`${year}-01-01`),
        ends: LocalDate.make(`${year}-12-31`)
      })
    }
    yield* add({ ...rule("transfers.booked", "401", "512"), side: "debit" })
    yield* add({ ...rule("payments.captured", "411", "511"), side: "credit" })
  })

const rule = (eventType: string, control: string, net: string) => ({
  eventType,
  journal: "BQ",
  controlAccount: AccountCode.make(control),
  netAccount: AccountCode.make(net)
})
