import { Effect } from "effect"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { everyRow } from "../../../shared/everyRow.ts"
import type { BankAccountId } from "../../banking/model/index.ts"

/** The open account at a connected institution whose lines stand on a bank account. */
export const connectedAccount = Effect.fnUntraced(function* (id: BankAccountId) {
  const { list } = yield* ProviderAccounts
  const all = yield* everyRow(list)
  return all.find(({ bankAccountId, state }) => bankAccountId === id && state.is === "open")
})
