import { Effect } from "effect"
import type { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import type { TenantStatements } from "../../TenantSql.ts"
import { movementsUpTo } from "./loanMovements.ts"
import { loansMovedUpTo } from "./loans.ts"

/** Every loan to which something had happened at the end of a day, with that, in two statements. */
export const drawnUpTo = (unit: TenantStatements, on: LocalDate) =>
  Effect.gen(function* () {
    const moved = Map.groupBy(yield* movementsUpTo(unit, on), ({ loanId }) => loanId)
    const drawn = yield* loansMovedUpTo(unit, on)
    return drawn.map((loan) => ({ loan, movements: moved.get(loan.id) ?? [] }))
  })
