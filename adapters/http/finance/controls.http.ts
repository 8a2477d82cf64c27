import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  LinksCursor,
  MovementCursor,
  type SuspenseLine
} from "../../../domain/finance/accounting/model/index.ts"
import { requestLedgerVerification, verifyLinks } from "../../../domain/finance/accounting/usecases/index.ts"
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
      Effect.flatMap(LedgerControls, ({ invariants }) =>
        Effect.map(invariants(Option.fromUndefinedOr(query.to)), (items) => ({
          ok: items.every(({ ok }) => ok),
          items
        }))
      ),
    suspense: ({ query: { at, ...page } }) =>
      Effect.flatMap(LedgerControls, ({ suspense }) =>
        reportPage(lineCursor, page, byLine, (limit, after) => suspense(at, limit, after))
      )
  })
)

const byLine = ({ date, lineId }: SuspenseLine) => ({ date, lineId })
