import { Effect, Option } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { notificationApplier } from "../../notifications/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import { askedNow } from "../../providers/usecases/index.ts"
import { type Advance, type AdvanceRead, advanceVersion } from "../model/index.ts"
import type { AppliedPorts } from "./AppliedPorts.ts"
import { financingOf } from "./financingOf.ts"
import { observeAdvance, observeInvoice } from "./observe.ts"

/**
 * What a notification about an advance brings: the advance and its invoice as the financer has them now. One that our
 * request has not heard of yet ends that request. One that nobody here asked for changes nothing.
 */
export const applyAdvance = notificationApplier<AppliedPorts>({
  concern: "financing.advance",
  read: ({ reference }, connection) =>
    Effect.gen(function* () {
      const { advanceCalled } = yield* Financings
      const { advanceOf } = yield* financingOf(connection, "financing.loans")
      const seen = yield* advanceOf(connection, reference)
      const known = yield* advanceCalled(connection.id, reference)
      const asOf = advanceVersion(seen)
      if (Option.isSome(known)) {
        return { _tag: "Apply", asOf, write: yield* noting(connection, known.value, seen) } as const
      }
      const ends = seen.request === null ? Option.none() : yield* askedNow(seen.request, connection)
      return Option.match(ends, {
        onNone: () => ({ _tag: "Ignored", reason: "not an advance of ours" }) as const,
        onSome: (end) => ({ _tag: "Apply", asOf, write: Effect.asVoid(end) }) as const
      })
    })
})

/** Reads the advance's invoice too, which no notification tells to be paid; answers how both are noted. */
const noting = Effect.fnUntraced(function* (connection: OpenConnection, known: Advance, seen: AdvanceRead) {
  const financings = yield* Financings
  const { invoice } = yield* financingOf(connection, "financing.invoices")
  const { id, reference } = yield* Effect.orDie(financings.invoice(known.financedInvoiceId))
  const shown = reference === null ? null : yield* invoice(connection, reference)
  return Effect.orDie(
    Effect.gen(function* () {
      yield* observeAdvance(known.id, seen)
      if (shown !== null) yield* observeInvoice(id, shown)
    })
  )
})
