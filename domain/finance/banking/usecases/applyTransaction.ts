import { DateTime, Effect } from "effect"
import type { BankingProvider } from "../../../../ports/finance/BankingProvider.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { bankingOf } from "./bankingOf.ts"
import { findAccount } from "./findAccount.ts"
import { keepPage } from "./keepPage.ts"

/**
 * What a notification about a movement brings: the movement as it is now, which is a bank line and a step of the transfer
 * that it belongs to. A return, and a movement of a card, is read with the movement that it comes from, of which nothing may have been heard.
 */
export const applyTransaction = notificationApplier<AppliedPorts>({
  concern: "banking.transaction",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const movements = yield* withOrigin(banking, connection, reference)
      const [movement] = movements
      const account = yield* findAccount(banking, connection, movement.accountReference)
      const write = Effect.flatMap(account, (found) =>
        keepPage(connection.provider, found, movements.toReversed(), null)
      )
      return {
        _tag: "Apply",
        asOf: BigInt(DateTime.toEpochMillis(movement.updatedAt)) * 1000n,
        write: Effect.asVoid(write)
      } as const
    })
})

const withOrigin = Effect.fnUntraced(function* (
  { transaction }: BankingProvider,
  connection: OpenConnection,
  reference: string
) {
  const movement = yield* transaction(connection, reference)
  const { accountReference, card, isReturn, originReference } = movement
  if ((!isReturn && card === undefined) || originReference === null) return [movement] as const
  const origin = yield* transaction(connection, originReference)
  return origin.accountReference === accountReference ? ([movement, origin] as const) : ([movement] as const)
})
