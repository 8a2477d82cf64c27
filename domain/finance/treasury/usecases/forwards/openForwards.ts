import { Effect, Option } from "effect"
import { ForwardContracts } from "../../../../../ports/finance/ForwardContracts.ts"
import { everyRow } from "../../../../shared/everyRow.ts"
import type { ForwardContractId } from "../../model/index.ts"

/** Every forward contract that is open. */
export const openForwards = Effect.fnUntraced(function* () {
  const { list } = yield* ForwardContracts
  return yield* everyRow((limit, after: Option.Option<ForwardContractId>) =>
    list({ state: Option.some("open"), after, limit })
  )
})
