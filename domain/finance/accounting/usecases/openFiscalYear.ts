import { Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { monthsOf, type NewFiscalYear } from "../model/index.ts"

/** Opens a fiscal year, cut into months. */
export const openFiscalYear = Effect.fn("accounting.openFiscalYear")(function* (year: NewFiscalYear) {
  const { write } = yield* UnitOfWork
  const books = yield* Books
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const opened = yield* books.addFiscalYear(year, monthsOf(year))
      yield* events.publish({
        type: "accounting.fiscal_year.opened",
        entityId: opened.id,
        payload: { starts: opened.starts, ends: opened.ends }
      })
      return opened
    })
  )
})
