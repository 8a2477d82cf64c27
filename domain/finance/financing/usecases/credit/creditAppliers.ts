import { Effect, Option } from "effect"
import { Credits } from "../../../../../ports/finance/Credits.ts"
import type { IntentPerformers } from "../../../../../ports/finance/IntentPerformers.ts"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import { ProviderIntents } from "../../../../../ports/finance/ProviderIntents.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../../ports/platform/JobStore.ts"
import type { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import type { Ids } from "../../../../shared/Uuid.ts"
import { notificationApplier } from "../../../notifications/model/index.ts"
import type { ProviderRefused } from "../../../providers/model/index.ts"
import { toldNow } from "../../../providers/usecases/index.ts"
import { applyForCreditKind, type CreditFile, creditVersion, payOutLoanKind } from "../../model/index.ts"
import { creditOf } from "./creditOf.ts"
import { observeCredit } from "./observeCredit.ts"

type Ports =
  | Credits
  | Events
  | Ids
  | IntentPerformers
  | JobStore
  | ProviderAdapters
  | ProviderIntents
  | UnitOfWork

const notOurs = { _tag: "Ignored", reason: "not an application of ours" } as const

/**
 * What a notification about an application brings: the application as the lender has it now. One that our request has
 * not heard of yet ends that request: the lender names our key. One that nobody here asked for changes nothing.
 */
const applyApplication = notificationApplier<Ports>({
  concern: "credit.application",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const { applicationCalled } = yield* Credits
      const known = yield* applicationCalled(connection.id, reference)
      const at = Option.match(known, { onNone: () => reference, onSome: (one) => one.reference ?? reference })
      const credit = yield* creditOf(connection)
      const read = yield* Option.isSome(known)
        ? Effect.asSome(credit.file(connection, at))
        : shownToUs(credit.file(connection, at))
      if (Option.isNone(read)) return notOurs
      const { request, ...seen } = read.value
      const asOf = creditVersion(seen)
      if (Option.isSome(known)) {
        return { _tag: "Apply", asOf, write: Effect.orDie(observeCredit(known.value.id, seen)) } as const
      }
      if (request === null) return notOurs
      const settlement = { reference: seen.reference, outcome: seen }
      const end = yield* toldNow(applyForCreditKind, request, connection, settlement)
      return Option.match(end, {
        onNone: () => notOurs,
        onSome: (write) => ({ _tag: "Apply", asOf, write: Effect.asVoid(write) }) as const
      })
    })
})

/** What the lender refuses to show to this connection is not of it. */
const shownToUs = <A, E, R>(read: Effect.Effect<A, E | ProviderRefused, R>) =>
  Effect.catchTag(Effect.asSome(read), "ProviderRefused", () => Effect.succeedNone)

/** Money that was paid out, which a proven notification alone says: the loan begins, and the order for it has ended. */
const applyPaidOut = notificationApplier<Ports>({
  concern: "credit.paid-out",
  read: ({ reference }, connection, { type }) =>
    Effect.gen(function* () {
      const { applicationCalled } = yield* Credits
      const { live } = yield* ProviderIntents
      const known = yield* applicationCalled(connection.id, reference)
      if (Option.isNone(known)) return notOurs
      const { id, loanReference, reference: called } = known.value
      const file: CreditFile = {
        reference: called ?? reference,
        loanReference,
        state: { is: "paid-out", word: type.split(".").at(-1) ?? type }
      }
      const ordered = yield* live(payOutLoanKind.name, id)
      const end = Option.isNone(ordered)
        ? Option.none()
        : yield* toldNow(payOutLoanKind, ordered.value.id, connection, {
            reference: file.reference,
            outcome: file
          })
      const write = Effect.gen(function* () {
        if (Option.isSome(end)) yield* end.value
        yield* Effect.orDie(observeCredit(id, file))
      })
      return { _tag: "Apply", asOf: creditVersion(file), write } as const
    })
})

/** What the notifications of lenders are applied by. */
export const creditAppliers = [applyApplication, applyPaidOut]
