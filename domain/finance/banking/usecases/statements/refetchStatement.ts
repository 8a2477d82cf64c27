import { Effect } from "effect"
import { AccountStatements } from "../../../../../ports/finance/AccountStatements.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { requestJobOnce } from "../../../../platform/jobs/usecases/index.ts"
import { VersionConflict } from "../../../../shared/errors.ts"
import { type AccountStatementId, keepDocumentKind, noStatementStep } from "../../model/index.ts"
import { advanceStatement } from "./advanceStatement.ts"

/** Has a document fetched again that could not be had, or that nobody fetches any more. */
export const refetchStatement = Effect.fn("banking.refetchStatement")(function* (
  id: AccountStatementId,
  version: number
) {
  const { write } = yield* UnitOfWork
  const statements = yield* AccountStatements
  return yield* write(
    Effect.gen(function* () {
      const statement = yield* statements.hold(id)
      if (statement.version !== version) {
        return yield* new VersionConflict({ entity: "AccountStatement", id, current: statement.version })
      }
      const { state } = statement
      if (state !== "failed" && state !== "making") return yield* noStatementStep(statement, "making")
      yield* advanceStatement(statement, { ...statement, state: "making", reason: null })
      yield* requestJobOnce(keepDocumentKind, { statementId: id }, "open")
      return yield* statements.find(id)
    })
  )
})
