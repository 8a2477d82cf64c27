import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  LinksCursor,
  MovementCursor,
  type SuspenseLine
} from "../../../domain/finance/accounting/model/index.ts"
import { requestLedgerVerification, verifyLinks } from "../../../domain/finance/accounting/usecases/index.ts"
import { compareWithBooks } from "../../../domain/finance/banking/usecases/index.ts"
import { LedgerControls } from "../../../ports/finance/LedgerControls.ts"
import { Api } from "../Api.ts"
import { cursorOf, reportPage, verifiedPage } from "../contract/pages.ts"

const linksCursor = cursorOf(LinksCursor)
const lineCursor = cursorOf(MovementCursor)

export const controlsHandlers = HttpApiBuilder.group(Api, "controls", (handlers) =>
  handlers.handleAll({
    verify: ({ query: { cursor, fiscalYearId, ...numbers } }) =>
      verifiedPage(linksCursor, cursor, (after) => verifyLinks({ ...numbers, year: fiscalYearId, after })),
    verifyWhole: ({ payload }) => requestLedgerVerification(payload),
    invariants: ({ query }) =>
      Effect.gen(function* () {
        const to = Option.fromUndefinedOr(query.to)
        const { invariants } = yield* LedgerControls
        const { banks, invariant } = yield* compareWithBooks(to)
        const items = [...(yield* invariants(to)), invariant]
        return { ok: items.every(({ ok }) => ok), items, banks }
      }),
    suspense: ({ query: { at, ...page } }) =>
      Effect.flatMap(LedgerControls, ({ suspense }) =>
        reportPage(lineCursor, page, byLine, (limit, after) => suspense(at, limit, after))
      )
  })
)

const byLine = ({ date, lineId }: SuspenseLine) => ({ date, lineId })
