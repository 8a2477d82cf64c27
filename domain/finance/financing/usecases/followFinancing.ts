import { Effect } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import { notAnswered, notUsable, openConnection } from "../../providers/usecases/index.ts"
import { type Advance, type FinancedInvoice, followFinancingKind } from "../model/index.ts"
import { financingOf } from "./financingOf.ts"
import { observeAdvance, observeInvoice } from "./observe.ts"
import { postJournal, readJournal } from "./syncFinancing.ts"

/**
 * The work of `financing.follow`: what the financer of a connection may still change is read again there, whether it
 * notified anything or not; then its journal is read and posted.
 */
export const followFinancing = jobHandler(followFinancingKind, ({ connectionId }) =>
  Effect.gen(function* () {
    const { living } = yield* Financings
    const connection = yield* Effect.mapError(openConnection(connectionId, "asking"), notUsable)
    const { advances, invoices } = yield* living(connectionId)
    for (const advance of advances) yield* readAdvance(connection, advance)
    for (const invoice of invoices) yield* readInvoice(connection, invoice)
    const kept = yield* readJournal(connectionId)
    return {
      advances: advances.length,
      invoices: invoices.length,
      kept,
      ...(yield* postJournal(connectionId))
    }
  })
)

const readAdvance = Effect.fnUntraced(function* (connection: OpenConnection, { id, reference }: Advance) {
  if (reference === null) return
  const { write } = yield* UnitOfWork
  const { advanceOf } = yield* Effect.mapError(financingOf(connection, "financing.loans"), notAnswered)
  const seen = yield* Effect.mapError(advanceOf(connection, reference), notAnswered)
  yield* write(Effect.orDie(observeAdvance(id, seen)))
})

const readInvoice = Effect.fnUntraced(function* (
  connection: OpenConnection,
  { id, reference }: FinancedInvoice
) {
  if (reference === null) return
  const { write } = yield* UnitOfWork
  const { invoice } = yield* Effect.mapError(financingOf(connection, "financing.invoices"), notAnswered)
  const seen = yield* Effect.mapError(invoice(connection, reference), notAnswered)
  yield* write(Effect.orDie(observeInvoice(id, seen)))
})
