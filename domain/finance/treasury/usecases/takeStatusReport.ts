import { Effect, Option, Schema } from "effect"
import { PaymentBatches } from "../../../../ports/finance/PaymentBatches.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { NotFound } from "../../../shared/errors.ts"
import { Ids } from "../../../shared/Uuid.ts"
import { applyReport, pain002, PaymentBatchId, StatusReportId } from "../model/index.ts"
import { advanced, notFollowed } from "./stateOutcomes.ts"

/**
 * Takes a bank's report (pain.002) on a batch: its payments take the steps that it tells, with the bank's reason. The same
 * report again, or one that tells what is known, changes nothing; what contradicts is kept for a person.
 */
export const takeStatusReport = Effect.fn("treasury.takeStatusReport")(function* (bytes: Uint8Array) {
  const { write } = yield* UnitOfWork
  const batches = yield* PaymentBatches
  const report = yield* Effect.fromResult(pain002(bytes))
  const batchId = yield* batchNamed(report.originalMessageId)
  const id = StatusReportId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const batch = yield* Effect.mapError(batches.hold(batchId), () =>
        unknownMessage(report.originalMessageId)
      )
      yield* notFollowed(batch)
      const known = yield* batches.reportOf(batchId, report.messageId)
      if (Option.isSome(known)) return known.value
      const told = applyReport(report, batch.payments)
      yield* advanced(batch, told.steps)
      const { messageId } = report
      const applied = told.steps.length
      yield* batches.keepReport({
        id,
        batchId,
        messageId,
        applied,
        known: told.known,
        findings: told.findings.slice(0, 1_000)
      })
      return Option.getOrThrow(yield* batches.reportOf(batchId, messageId))
    })
  )
})

const unknownMessage = (id: string) => new NotFound({ entity: "PaymentBatch", id })

/** The message ids that we give are the ids of batches without hyphens. */
const batchNamed = (messageId: string) => {
  const id = messageId.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5")
  return Schema.is(PaymentBatchId)(id)
    ? Effect.succeed(id)
    : Effect.fail(unknownMessage(messageId.slice(0, 35)))
}
