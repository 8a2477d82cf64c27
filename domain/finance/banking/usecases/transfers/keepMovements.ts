import { Effect, Option } from "effect"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import type { OpenConnection } from "../../../providers/model/index.ts"
import type { ProvidedTransaction } from "../../model/index.ts"
import { keepPage } from "../keepPage.ts"

/** Writes the movements of an order, those of each account that is known here. */
export const keepMovements = Effect.fnUntraced(function* (
  { id: connectionId, provider }: Pick<OpenConnection, "id" | "provider">,
  movements: ReadonlyArray<ProvidedTransaction>
) {
  const accounts = yield* ProviderAccounts
  for (const reference of new Set(movements.map(({ accountReference }) => accountReference))) {
    const account = yield* accounts.findByReference(connectionId, reference)
    const own = movements.filter(({ accountReference }) => accountReference === reference)
    if (Option.isSome(account)) yield* keepPage(provider, account.value, own, null)
  }
})
