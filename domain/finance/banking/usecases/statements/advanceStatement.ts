import { Effect } from "effect"
import { AccountStatements } from "../../../../../ports/finance/AccountStatements.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { type AccountStatement, statementTransitions } from "../../model/index.ts"

/** Writes a step of a statement that is held, if it is one from where it stands by now, with its event. */
export const advanceStatement = Effect.fnUntraced(function* (
  before: AccountStatement,
  after: AccountStatement
) {
  if (!statementTransitions[before.state].includes(after.state)) return false
  const { save } = yield* AccountStatements
  const { publish } = yield* Events
  const { fileId, id, reason, state } = yield* save(after)
  yield* publish({
    type: `banking.account-statement.${state}`,
    entityId: id,
    payload: {
      ...(reason === null ? {} : { code: reason.code }),
      ...(fileId === null ? {} : { fileId })
    }
  })
  return true
})
