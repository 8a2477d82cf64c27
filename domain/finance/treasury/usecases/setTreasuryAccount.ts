import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { TreasuryAccounts } from "../../../../ports/finance/TreasuryAccounts.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { BankAccountId } from "../../banking/model/index.ts"
import type { TreasuryAccountSettings } from "../model/index.ts"

/** Says what payments from a bank account need. */
export const setTreasuryAccount = Effect.fn("treasury.setAccount")(function* (
  id: BankAccountId,
  version: number,
  settings: TreasuryAccountSettings
) {
  const { write } = yield* UnitOfWork
  const { account } = yield* BankFeed
  const { set } = yield* TreasuryAccounts
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      yield* account(id)
      const saved = yield* set(id, version, settings)
      yield* events.publish({ type: "treasury.account.set", entityId: id, payload: {} })
      return saved
    })
  )
})
