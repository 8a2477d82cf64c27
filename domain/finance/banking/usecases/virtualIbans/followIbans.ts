import { Effect } from "effect"
import { MappedIbans } from "../../../../../ports/finance/MappedIbans.ts"
import { afterShown, type ProviderAccount } from "../../model/index.ts"
import { advanceIban } from "./advanceIban.ts"

/** What a reading of an account says of the virtual IBANs that are mapped, in the running unit of work. */
export const followIbans = Effect.fnUntraced(function* ({ connectionId, virtualIbans }: ProviderAccount) {
  const { holdOf } = yield* MappedIbans
  const shown = new Map(virtualIbans.map((one) => [one.reference, one]))
  for (const mapped of yield* holdOf(connectionId, [...shown.keys()])) {
    const now = shown.get(mapped.reference ?? "")
    if (now !== undefined) yield* advanceIban(mapped, afterShown(mapped, now))
  }
})
