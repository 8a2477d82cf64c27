import { DateTime, Effect, Option } from "effect"
import { AccountStatements } from "../../../../../ports/finance/AccountStatements.ts"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  AccountStatementId,
  generateStatementIntent,
  type NewAccountStatement,
  StatementPeriodRefused
} from "../../model/index.ts"

/** Has the institution make a statement; the same one that is on its way already is answered instead. */
export const askStatement = Effect.fn("banking.askStatement")(function* (wanted: NewAccountStatement) {
  const { write } = yield* UnitOfWork
  const accounts = yield* ProviderAccounts
  const statements = yield* AccountStatements
  const events = yield* Events
  yield* isOver(wanted)
  const id = AccountStatementId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      yield* accounts.find(wanted.providerAccountId)
      const { connectionId, reference } = yield* accounts.hold(wanted.providerAccountId)
      const open = yield* statements.underWay(wanted)
      if (Option.isSome(open)) return open.value
      const { format, from, to } = wanted
      const intent = yield* openIntent(generateStatementIntent, {
        connectionId,
        businessKey: `statement:${id}`,
        amount: null,
        payload: { statementId: id, accountReference: reference, from, to, format }
      })
      const state = "asked" as const
      const made = { ...wanted, id, connectionId, state, reference: null, intentId: intent.id }
      const added = yield* statements.add(made)
      yield* events.publish({ type: "banking.account-statement.asked", entityId: id, payload: {} })
      return added
    })
  )
})

const isOver = Effect.fnUntraced(function* ({ from, to }: NewAccountStatement) {
  const today = LocalDate.make(
    DateTime.formatIsoDate(DateTime.setZoneNamedUnsafe(yield* DateTime.now, "Europe/Paris"))
  )
  if (from > to || to >= today) return yield* new StatementPeriodRefused({ from, to, today })
})
