import { Effect, Option } from "effect"
import { AccountCode, type EntryId } from "../../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear } from "../../../domain/finance/accounting/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { BankFeed } from "../../../ports/finance/BankFeed.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { Ledger } from "../../../ports/finance/Ledger.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"

export const [suppliers, bank] = [AccountCode.make("401"), AccountCode.make("512")]

/** Books of these years, in which a booked transfer pays a supplier from the bank. */
export const transferBooks = (netAccount = bank) =>
  Effect.gen(function* () {
    const { addJournal } = yield* Books
    const { add } = yield* PostingRules
    yield* loadChart()
    yield* addJournal({ code: "BQ", label: "Banque", kind: "bank" })
    for (const year of ["2026", "2027"]) {
      yield* openFiscalYear({
        starts: LocalDate.make(`${year}-01-01`),
        ends: LocalDate.make(`${year}-12-31`)
      })
    }
    yield* add({
      eventType: "transfers.booked",
      journal: "BQ",
      controlAccount: suppliers,
      netAccount,
      side: "debit"
    })
  })

/** Gives the bank accounts of the company their ledger account and journal. */
export const linkBank = Effect.gen(function* () {
  const { accounts, changeAccount } = yield* BankFeed
  for (const { id, version } of yield* accounts) {
    yield* changeAccount(id, version, { ledgerAccount: bank, journal: "BQ" })
  }
})

/** The lines of an entry: account, and its amount, debit above zero. */
export const linesIn = (id: EntryId | null) =>
  id === null
    ? Effect.succeed([])
    : Effect.map(
        Effect.flatMap(Ledger, ({ find }) => find(id)),
        ({ lines }) =>
          lines.map(({ account, credit, debit }) => [account, (debit?.minor ?? 0n) - (credit?.minor ?? 0n)])
      )

/** The bank lines of this amount. */
export const bankLinesOf = (minor: bigint) =>
  Effect.map(
    Effect.flatMap(BankFeed, ({ lines }) => lines({}, 100, Option.none())),
    (found) => found.filter(({ amount }) => amount.minor === minor)
  )
