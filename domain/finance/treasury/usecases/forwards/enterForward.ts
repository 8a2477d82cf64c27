import { Effect } from "effect"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { ForwardContracts } from "../../../../../ports/finance/ForwardContracts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../../shared/errors.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { today } from "../../../../shared/ParisDay.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  ForwardAccountDiffers,
  type ForwardContract,
  ForwardContractId,
  type ForwardState,
  mayClose,
  type NewForwardContract
} from "../../model/index.ts"

/** Enters a forward exchange contract as the bank has confirmed it. */
export const enterForward = Effect.fn("treasury.enterForward")(function* (wanted: NewForwardContract) {
  const { write } = yield* UnitOfWork
  const { account } = yield* BankFeed
  const forwards = yield* ForwardContracts
  const events = yield* Events
  const id = ForwardContractId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const { against, amount, bankAccountId } = wanted
      const { currency } = yield* account(bankAccountId)
      if (currency !== amount.currency && currency !== against) {
        return yield* new ForwardAccountDiffers({ account: currency, amount: amount.currency, against })
      }
      yield* forwards.add(id, wanted)
      yield* events.publish({ type: "treasury.forward.entered", entityId: id, payload: { bankAccountId } })
      return yield* Effect.orDie(forwards.find(id))
    })
  )
})

/** Says that a contract was settled within its window, or ended early: it counts as to come no more. */
export const closeForward = Effect.fn("treasury.closeForward")(function* (
  id: ForwardContractId,
  version: number,
  how: Exclude<ForwardState, "open">,
  on: LocalDate
) {
  const { write } = yield* UnitOfWork
  const forwards = yield* ForwardContracts
  const events = yield* Events
  const now = yield* today
  return yield* write(
    Effect.gen(function* () {
      const held = yield* forwards.hold(id)
      if (held.version !== version) {
        return yield* new VersionConflict({ entity: "ForwardContract", id, current: held.version })
      }
      if (!mayClose(held, how, on, now)) return yield* refusal(held, `${how} on ${on}`)
      yield* forwards.close(id, how, on)
      yield* events.publish({ type: `treasury.forward.${how}`, entityId: id, payload: { on } })
      return yield* forwards.find(id)
    })
  )
})

const refusal = ({ agreedOn, from, id, state, to }: ForwardContract, attempted: string) =>
  new IllegalTransition({
    entity: "ForwardContract",
    id,
    from: state,
    attempted,
    allowed:
      state === "open"
        ? [`settled from ${from} to ${to}, not ahead`, `ended from ${agreedOn} on, not ahead`]
        : []
  })
