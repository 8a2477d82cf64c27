import { Effect } from "effect"
import { BankConditions } from "../../../../../ports/finance/BankConditions.ts"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import type { BankAccountId } from "../../../banking/model/index.ts"
import { checkFees, type FeeChecks } from "../../model/index.ts"

/** The fees of an account in a calendar year: what the conditions say, what the bank billed, and the difference. */
export const checkBankFees = Effect.fn("treasury.checkBankFees")(function* (id: BankAccountId, year: number) {
  const { claims, conditions, movements } = yield* BankConditions
  const { valueDated } = yield* BankFeed
  const [from, to] = [LocalDate.make(`${year}-01-01`), LocalDate.make(`${year + 1}-12-31`)]
  const known = { told: yield* valueDated(id, from, to), movements: yield* movements(id, from, to) }
  const claimed = yield* claims(id)
  return {
    bankAccountId: id,
    year,
    checks: checkFees(year, yield* conditions(id), known).map((check) => ({
      ...check,
      claimId:
        claimed.find((one) => one.kind === check.kind && one.from === check.from && one.state !== "dropped")
          ?.id ?? null
    }))
  } satisfies FeeChecks
})
