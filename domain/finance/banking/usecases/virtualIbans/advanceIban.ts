import { Effect } from "effect"
import { MappedIbans } from "../../../../../ports/finance/MappedIbans.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { ibanTransitions, type MappedIban } from "../../model/index.ts"

/** Writes a step of a virtual IBAN that is held, if it is one from where it stands by now, with its event. */
export const advanceIban = Effect.fnUntraced(function* (before: MappedIban, after: MappedIban) {
  if (!ibanTransitions[before.state].includes(after.state)) return
  const { save } = yield* MappedIbans
  const { publish } = yield* Events
  const { id, reason, state } = yield* save(after)
  yield* publish({
    type: `banking.virtual-iban.${state}`,
    entityId: id,
    payload: reason === null ? {} : { code: reason.code }
  })
})
