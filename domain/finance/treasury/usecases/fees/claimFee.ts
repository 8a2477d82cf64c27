import { Effect } from "effect"
import { BankConditions } from "../../../../../ports/finance/BankConditions.ts"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { AlreadyExists, IllegalTransition, VersionConflict } from "../../../../shared/errors.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  ConditionsCurrencyDiffers,
  type FeeClaimEnd,
  FeeClaimId,
  type NewFeeClaim,
  NothingToClaim
} from "../../model/index.ts"
import { checkBankFees } from "./checkBankFees.ts"

/** Claims back from the bank what it billed too much of a fee in a period, once, with the figures of now. */
export const claimFee = Effect.fn("treasury.claimFee")(function* ({
  bankAccountId,
  from,
  kind
}: NewFeeClaim) {
  const { write } = yield* UnitOfWork
  const { addClaim, claim } = yield* BankConditions
  const events = yield* Events
  const id = FeeClaimId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const { checks } = yield* checkBankFees(bankAccountId, Number(from.slice(0, 4)))
      const check = checks.find((one) => one.kind === kind && one.from === from)
      if (
        check === undefined ||
        check.expected === null ||
        check.difference === null ||
        check.difference.minor <= 0n
      ) {
        return yield* new NothingToClaim({ kind, from })
      }
      const { billed, difference: claimed, expected, to } = check
      const added = yield* addClaim({ id, bankAccountId, kind, from, to, expected, billed, claimed })
      if (!added) return yield* new AlreadyExists({ entity: "BankFeeClaim", key: `${kind} ${from}` })
      yield* events.publish({ type: "treasury.fee_claim.opened", entityId: id, payload: { bankAccountId } })
      return yield* Effect.orDie(claim(id))
    })
  )
})

/** Ends a claim: the bank gave something back, or nothing. */
export const endFeeClaim = Effect.fn("treasury.endFeeClaim")(function* (
  id: FeeClaimId,
  version: number,
  { refunded }: FeeClaimEnd
) {
  const { write } = yield* UnitOfWork
  const { account } = yield* BankFeed
  const { claim, endClaim, holdClaim } = yield* BankConditions
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const held = yield* holdClaim(id)
      if (held.version !== version) {
        return yield* new VersionConflict({ entity: "BankFeeClaim", id, current: held.version })
      }
      const to = refunded === null ? "dropped" : "refunded"
      if (held.state !== "open") {
        return yield* new IllegalTransition({
          entity: "BankFeeClaim",
          id,
          from: held.state,
          attempted: to,
          allowed: []
        })
      }
      const { currency } = yield* account(held.bankAccountId)
      if (refunded !== null && refunded.currency !== currency) {
        return yield* new ConditionsCurrencyDiffers({ account: currency, asked: refunded.currency })
      }
      yield* endClaim(id, refunded)
      yield* events.publish({ type: "treasury.fee_claim.ended", entityId: id, payload: { state: to } })
      return yield* claim(id)
    })
  )
})
