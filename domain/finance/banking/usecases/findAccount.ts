import { Effect, Option } from "effect"
import type { BankingProvider } from "../../../../ports/finance/BankingProvider.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import type { ProvidedAccount } from "../model/index.ts"
import { contentOf } from "./contentOf.ts"
import { linkAccount } from "./linkAccount.ts"
import { followMembers } from "./members/followMembers.ts"
import { followMandates } from "./requests/followMandates.ts"
import { followIbans } from "./virtualIbans/followIbans.ts"

/** Reads what there is to know of an account; answers how it is written, with its link to the bank account. */
export const readAccount = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection,
  account: ProvidedAccount
) {
  const { see } = yield* ProviderAccounts
  const content = yield* contentOf(banking, connection, account)
  return Effect.flatMap(see(connection.id, account.reference, content), linkAccount).pipe(
    Effect.tap(followIbans),
    Effect.tap(followMandates),
    Effect.tap(followMembers)
  )
})

/** How the account of this reference is had: it is known, or read now. */
export const findAccount = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection,
  reference: string
) {
  const { findByReference } = yield* ProviderAccounts
  const known = yield* findByReference(connection.id, reference)
  if (Option.isSome(known)) return Effect.succeed(known.value)
  return yield* readAccount(banking, connection, yield* banking.account(connection, reference))
})
