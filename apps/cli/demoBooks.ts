import { Effect, Schema } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import {
  NewEntry,
  NewFiscalYear,
  NewJournal,
  NewVatCode
} from "../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear, postSourceEvent } from "../../domain/finance/accounting/usecases/index.ts"
import { Books } from "../../ports/finance/Books.ts"
import { UnitOfWork } from "../../ports/platform/UnitOfWork.ts"

/** The books of a demo company as they ship with the project: what it needs to keep them, and its entries. */
const DemoBooks = Schema.fromJsonString(
  Schema.Struct({
    fiscalYear: NewFiscalYear,
    journals: Schema.Array(NewJournal),
    vatCodes: Schema.Array(NewVatCode),
    entries: Schema.Array(Schema.Struct({ sourceEvent: Schema.String, entry: NewEntry }))
  })
)

/** Loads a file of `demo/` into the acting company. What is there already stays as it is: nothing is posted twice. */
export const loadDemoBooks = Effect.fnUntraced(function* (file: string) {
  const text = readFileSync(join(import.meta.dirname, "..", "..", "demo", file), "utf8")
  const books = yield* Schema.decodeUnknownEffect(DemoBooks)(text)
  const { write } = yield* UnitOfWork
  yield* write(openBooks(books))
  yield* Effect.forEach(books.entries, ({ entry, sourceEvent }) => postSourceEvent(sourceEvent, entry), {
    discard: true
  })
})

/** Chart, journals, VAT codes and fiscal year, all or none. */
const openBooks = ({ fiscalYear, journals, vatCodes }: typeof DemoBooks.Type) =>
  Effect.gen(function* () {
    const books = yield* Books
    if ((yield* books.fiscalYears).length > 0) return
    yield* loadChart()
    yield* Effect.forEach(journals, books.addJournal, { discard: true })
    yield* Effect.forEach(vatCodes, books.addVatCode, { discard: true })
    yield* openFiscalYear(fiscalYear)
  })
