import { Effect, Option, Schema } from "effect"
import { Money } from "../../../shared/Money.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import type { ConnectionId, OpenConnection } from "../../providers/model/index.ts"
import { notAnswered, notUsable, openConnection } from "../../providers/usecases/index.ts"
import { askFinancerKind, type FinancingLine, type FinancingQuestion } from "../model/index.ts"
import { financingOf } from "./financingOf.ts"

/** Puts a question to a financer, as a job: its answer is the job's result. */
export const requestFinancerAnswer = Effect.fn("financing.requestAnswer")(function* (
  connectionId: ConnectionId,
  question: FinancingQuestion
) {
  const { write } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  return yield* write(
    Effect.gen(function* () {
      yield* connections.find(connectionId)
      return { jobId: yield* requestJob(askFinancerKind, { connectionId, question }) }
    })
  )
})

/** The work of `financing.ask`. */
export const askFinancer = jobHandler(askFinancerKind, ({ connectionId, question }) =>
  Effect.gen(function* () {
    const connection = yield* Effect.mapError(openConnection(connectionId, "asking"), notUsable)
    return yield* Effect.mapError(answerTo(connection, question), notAnswered)
  })
)

const answerTo = Effect.fnUntraced(function* (connection: OpenConnection, question: FinancingQuestion) {
  switch (question._tag) {
    case "Eligibility": {
      const { eligibility } = yield* financingOf(connection, "financing.eligibility")
      const { answer, reasons } = yield* eligibility(connection, question.company, question.as)
      return { answer, reasons: reasons.map(({ code, text }) => ({ code, text })) }
    }
    case "Borrower": {
      const found = yield* borrowerOf(connection, question)
      return { borrower: found === null ? null : { ...found, state: { ...found.state } } }
    }
    case "Counterparty": {
      const { counterparty } = yield* financingOf(connection, "financing.products")
      const found = Option.getOrNull(yield* counterparty(connection, question.company))
      if (found === null) return { counterparty: null }
      const { available, limit, ...rest } = found
      return { counterparty: { ...rest, available: moneyJson(available), limit: moneyJson(limit) } }
    }
    case "Lines": {
      const { lines } = yield* financingOf(connection, "financing.products")
      const found = yield* borrowerOf(connection, question)
      return { lines: found === null ? [] : (yield* lines(connection, found.reference)).map(lineOf) }
    }
  }
})

const borrowerOf = Effect.fnUntraced(function* (
  connection: OpenConnection,
  { company }: Pick<FinancingQuestion, "company">
) {
  const { borrower } = yield* financingOf(connection, "financing.borrowers")
  return Option.getOrNull(yield* borrower(connection, company))
})

const lineOf = ({ available, limit, pending, state, used, ...line }: FinancingLine) => ({
  ...line,
  state: { ...state },
  available: available === null ? null : moneyJson(available),
  limit: limit === null ? null : moneyJson(limit),
  pending: pending === null ? null : moneyJson(pending),
  used: used === null ? null : moneyJson(used)
})

const moneyJson = Schema.encodeSync(Money)
