import { Effect } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { TreasuryContracts } from "../../../../ports/finance/TreasuryContracts.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, VersionConflict } from "../../../shared/errors.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { contractFlows, type NewTreasuryContract, outstandingOn, TreasuryContractId } from "../model/index.ts"
import { today } from "../../../shared/ParisDay.ts"

/** Enters an investment or a borrowing whose terms have a schedule. */
export const enterContract = Effect.fn("treasury.enterContract")(function* (wanted: NewTreasuryContract) {
  const { write } = yield* UnitOfWork
  const { account } = yield* BankFeed
  const contracts = yield* TreasuryContracts
  const events = yield* Events
  const id = TreasuryContractId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      yield* account(wanted.bankAccountId)
      yield* Effect.fromResult(contractFlows({ ...wanted, endedOn: null }))
      yield* contracts.add({ ...wanted, id })
      yield* events.publish({ type: "treasury.contract.entered", entityId: id, payload: {} })
      return yield* Effect.orDie(contracts.find(id))
    })
  )
})

/** Ends a contract before its term: nothing of it comes or goes after that day. */
export const endContract = Effect.fn("treasury.endContract")(function* (
  id: TreasuryContractId,
  version: number,
  on: LocalDate
) {
  const { write } = yield* UnitOfWork
  const contracts = yield* TreasuryContracts
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const held = yield* contracts.hold(id)
      const { endedOn } = held
      if (held.version !== version) {
        return yield* new VersionConflict({ entity: "TreasuryContract", id, current: held.version })
      }
      if (endedOn !== null || on < held.terms.drawnOn) {
        const from = endedOn === null ? "running" : "ended"
        return yield* new IllegalTransition({
          entity: "TreasuryContract",
          id,
          from,
          attempted: `ended on ${on}`,
          allowed: endedOn === null ? [`ended on ${held.terms.drawnOn} or later`] : []
        })
      }
      yield* contracts.end(id, on)
      yield* events.publish({ type: "treasury.contract.ended", entityId: id, payload: {} })
      return yield* contracts.find(id)
    })
  )
})

/** A contract with what it brings and takes, day by day. */
export const readContract = Effect.fn("treasury.contract")(function* (id: TreasuryContractId) {
  const contract = yield* Effect.flatMap(TreasuryContracts, ({ find }) => find(id))
  const flows = yield* Effect.orDie(Effect.fromResult(contractFlows(contract)))
  return { contract, flows, outstanding: outstandingOn(contract, flows, yield* today) }
})
