import { Effect, Option } from "effect"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { SigningAuthorities } from "../../../../../ports/finance/SigningAuthorities.ts"
import { Actors } from "../../../../../ports/platform/Actors.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { IllegalTransition, NotFound, VersionConflict } from "../../../../shared/errors.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { type NewSigningAuthority, SigningAuthorityId } from "../../model/index.ts"

/** Enters who may authorise payments from an account. From its first one on, only those of the register approve. */
export const enterAuthority = Effect.fn("treasury.enterAuthority")(function* (wanted: NewSigningAuthority) {
  const { write } = yield* UnitOfWork
  const { account } = yield* BankFeed
  const { standing } = yield* Actors
  const authorities = yield* SigningAuthorities
  const events = yield* Events
  const id = SigningAuthorityId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const { actor, bankAccountId } = wanted
      yield* account(bankAccountId)
      if (actor !== null && Option.isNone(yield* standing(actor))) {
        return yield* new NotFound({ entity: "Actor", id: actor })
      }
      yield* authorities.add({ ...wanted, id })
      yield* events.publish({ type: "treasury.authority.entered", entityId: id, payload: { bankAccountId } })
      return yield* Effect.orDie(authorities.find(id))
    })
  )
})

/** Ends an authority on a day, its last one: it is never taken out of the register. */
export const endAuthority = Effect.fn("treasury.endAuthority")(function* (
  id: SigningAuthorityId,
  version: number,
  on: LocalDate
) {
  const { write } = yield* UnitOfWork
  const authorities = yield* SigningAuthorities
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const held = yield* authorities.hold(id)
      if (held.version !== version) {
        return yield* new VersionConflict({ entity: "SigningAuthority", id, current: held.version })
      }
      if (on < held.from || (held.to !== null && held.to <= on)) {
        return yield* new IllegalTransition({
          entity: "SigningAuthority",
          id,
          from: `${held.from} - ${held.to ?? ""}`,
          attempted: `ended on ${on}`,
          allowed: [`ended from ${held.from} on`]
        })
      }
      yield* authorities.end(id, on)
      yield* events.publish({ type: "treasury.authority.ended", entityId: id, payload: { on } })
      return yield* authorities.find(id)
    })
  )
})
