import { Effect } from "effect"
import { Credits } from "../../../../ports/finance/Credits.ts"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { ProviderAdapters } from "../../../../ports/finance/ProviderAdapters.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type JobFailure, jobHandler } from "../../../platform/jobs/model/index.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import { notAnswered, notUsable, openConnection } from "../../providers/usecases/index.ts"
import { type Advance, type FinancedInvoice, followFinancingKind } from "../model/index.ts"
import { readApplication } from "./credit/refreshCredit.ts"
import { financingOf } from "./financingOf.ts"
import { observeAdvance, observeInvoice } from "./observe.ts"
import { postJournal, readJournal } from "./syncFinancing.ts"

/**
 * The work of `financing.follow`: what the financer or lender of a connection may still change is read again there,
 * whether it notified anything or not; then a financer's journal is read and posted.
 */
export const followFinancing = jobHandler(followFinancingKind, ({ connectionId }) =>
  Effect.gen(function* () {
    const connection = yield* Effect.mapError(openConnection(connectionId, "asking"), notUsable)
    const adapter = (yield* ProviderAdapters).get(connection.provider)
    return {
      ...(adapter?.financing === undefined ? {} : yield* followInvoices(connection)),
      ...(adapter?.credit === undefined ? {} : yield* followApplications(connection))
    }
  })
)

/** Reads one after the other. One that cannot be read keeps none of the others back; the first failure is answered. */
const readEach = Effect.fnUntraced(function* <R>(reads: ReadonlyArray<Effect.Effect<void, JobFailure, R>>) {
  let first: JobFailure | undefined
  for (const read of reads) {
    const ended = yield* Effect.result(read)
    if (ended._tag === "Failure") first ??= ended.failure
  }
  return first
})

const followInvoices = Effect.fnUntraced(function* (connection: OpenConnection) {
  const { living } = yield* Financings
  const { advances, invoices } = yield* living(connection.id)
  const left = yield* readEach([
    ...advances.map((advance) => readAdvance(connection, advance)),
    ...invoices.map((invoice) => readInvoice(connection, invoice))
  ])
  const kept = yield* readJournal(connection.id)
  const posted = yield* postJournal(connection.id)
  if (left !== undefined) return yield* left
  return { advances: advances.length, invoices: invoices.length, kept, ...posted }
})

const followApplications = Effect.fnUntraced(function* (connection: OpenConnection) {
  const { living } = yield* Credits
  const applications = yield* living(connection.id)
  const left = yield* readEach(applications.map((application) => readApplication(connection, application)))
  if (left !== undefined) return yield* left
  return { applications: applications.length }
})

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
