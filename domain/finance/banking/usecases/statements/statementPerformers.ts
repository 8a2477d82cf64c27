import { DateTime, Effect } from "effect"
import { AccountStatements } from "../../../../../ports/finance/AccountStatements.ts"
import type { ProviderAdapters } from "../../../../../ports/finance/ProviderAdapters.ts"
import type { Events } from "../../../../../ports/platform/Events.ts"
import type { JobStore } from "../../../../../ports/platform/JobStore.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import type { Ids } from "../../../../shared/Uuid.ts"
import {
  type Asked,
  type Ended,
  type IntentPerformer,
  intentPerformer,
  type IntentWork
} from "../../../providers/model/index.ts"
import { type AccountStatement, generateStatementIntent, keepDocumentKind } from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { advanceStatement } from "./advanceStatement.ts"

type Needs = AccountStatements | Events | Ids | JobStore | ProviderAdapters
type Wanted = typeof generateStatementIntent.payload.Type
type Made = typeof generateStatementIntent.outcome.Type

const madeAs = (reference: string) => ({ reference, outcome: { reference } })

/**
 * Sent once, without a key. What came of a lost one is read off the list: a statement of the same account, days and
 * format that was made since is the same document, whoever had it made.
 */
const generate: IntentWork<Wanted, Made, Needs> = {
  send: ({ connection, payload }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      return madeAs((yield* banking.generateStatement(connection, payload)).reference)
    }),
  ask: ({ connection, intent, payload }) =>
    Effect.gen(function* () {
      const banking = yield* bankingOf(connection)
      const since = DateTime.subtract(intent.createdAt, { minutes: 10 })
      const found = yield* banking.findStatement(connection, payload, since)
      return found === null
        ? ({ _tag: "Absent" } satisfies Asked<Made>)
        : ({ _tag: "Found", settlement: madeAs(found.reference) } satisfies Asked<Made>)
    }),
  settled: (_, { statementId }, ended) =>
    Effect.gen(function* () {
      const { hold } = yield* AccountStatements
      const statement = yield* Effect.orDie(hold(statementId))
      const moved = yield* advanceStatement(statement, afterEnd(statement, ended))
      if (moved && ended._tag === "Succeeded") {
        yield* Effect.orDie(requestJob(keepDocumentKind, { statementId }))
      }
    }),
  absentAfter: "10 minutes"
}

const afterEnd = (statement: AccountStatement, ended: Ended<Made>): AccountStatement => {
  switch (ended._tag) {
    case "Succeeded":
      return { ...statement, state: "making", reference: ended.settlement.outcome.reference }
    case "Refused":
      return { ...statement, state: "refused", reason: ended.refusal }
    case "Unknown":
      return { ...statement, state: "unknown" }
  }
}

/** What statements ask of institutions, for the process that sends. */
export const statementPerformers: ReadonlyArray<IntentPerformer<Needs>> = [
  intentPerformer(generateStatementIntent, generate)
]
