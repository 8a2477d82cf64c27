import { Effect } from "effect"
import { Singleton } from "effect/cluster"
import { readAccountsKind } from "../../domain/finance/banking/model/index.ts"
import { requestReading } from "../../domain/finance/banking/usecases/index.ts"
import { AccountLine } from "../../ports/finance/AccountLine.ts"
import { everAgain } from "./everAgain.ts"
import { forEachCompany } from "./forEachCompany.ts"

/** One round: asks for a reading of the accounts of connections that are due. One that fails keeps no other back. */
export const sweepAccounts = Effect.gen(function* () {
  const { takeDue } = yield* AccountLine
  yield* forEachCompany(
    yield* takeDue(200),
    {
      requestId: "account-sweep",
      failed: "A reading of accounts could not be asked for",
      permissions: readAccountsKind.permissions
    },
    ({ connectionId }) => requestReading(connectionId)
  )
})

/** Has the accounts of all companies read from time to time, notified or not: one of the workers does it for all. */
export const accountSweepLayer = Singleton.make(
  "banking/accounts",
  Effect.asVoid(everAgain("1 minute", sweepAccounts))
)
