import { Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { TenantScope } from "../../../shared/TenantScope.ts"
import { AccountCode, pcg2026 } from "../model/index.ts"

/**
 * Loads the Plan comptable général 2026 into the company's chart: the accounts of three digits and more, which can be
 * posted to. Accounts that it has already stay as they are. Answers how many were added.
 */
export const loadChart = Effect.fn("accounting.loadChart")(function* () {
  const { write } = yield* UnitOfWork
  const books = yield* Books
  const events = yield* Events
  const { tenantId } = yield* TenantScope
  const accounts = pcg2026
    .filter(({ code }) => /^[1-8]\d{2}/.test(code))
    .map(({ code, label }) => ({ code: AccountCode.make(code), label }))
  return yield* write(
    Effect.gen(function* () {
      const added = yield* books.addAccounts(accounts)
      yield* events.publish({ type: "accounting.chart.loaded", entityId: tenantId, payload: { added } })
      return { added, chart: "PCG 2026" as const }
    })
  )
})
