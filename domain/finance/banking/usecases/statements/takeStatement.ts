import { Effect, Option, Schema } from "effect"
import { AccountStatements } from "../../../../../ports/finance/AccountStatements.ts"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJob } from "../../../../platform/jobs/usecases/index.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import {
  AccountStatementFormat,
  AccountStatementId,
  keepDocumentKind,
  type ListedStatement,
  StatementNotThere
} from "../../model/index.ts"

/** Has the document of a statement kept that the institution shows already, once. */
export const takeStatement = Effect.fn("banking.takeStatement")(function* ({
  providerAccountId,
  reference
}: ListedStatement) {
  const { write } = yield* UnitOfWork
  const accounts = yield* ProviderAccounts
  const statements = yield* AccountStatements
  const events = yield* Events
  const id = AccountStatementId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      yield* accounts.find(providerAccountId)
      const account = yield* accounts.hold(providerAccountId)
      const { connectionId } = account
      const listed = account.statements.find((one) => one.reference === reference)
      if (listed === undefined || !isFormat(listed.format)) return yield* new StatementNotThere({ reference })
      const known = yield* statements.byReference(connectionId, reference)
      if (Option.isSome(known)) return known.value
      const { format, from, to } = listed
      const state = "making" as const
      const wanted = { providerAccountId, connectionId, reference, from, to, format }
      const added = yield* statements.add({ ...wanted, id, state, intentId: null })
      yield* requestJob(keepDocumentKind, { statementId: id })
      yield* events.publish({ type: "banking.account-statement.making", entityId: id, payload: {} })
      return added
    })
  )
})

const isFormat = Schema.is(AccountStatementFormat)
