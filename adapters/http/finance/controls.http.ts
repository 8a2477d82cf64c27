import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  MovementCursor,
  type SuspenseLine,
  verified
} from "../../../domain/finance/accounting/model/index.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { LedgerControls } from "../../../ports/finance/LedgerControls.ts"
import { Api } from "../Api.ts"
import { cursorOf, reportPage } from "../contract/pages.ts"

const lineCursor = cursorOf(MovementCursor)

export const controlsHandlers = HttpApiBuilder.group(Api, "controls", (handlers) =>
  handlers.handleAll({
    verify: ({ query: { fiscalYearId } }) =>
      Effect.gen(function* () {
        const { chains } = yield* LedgerControls
        const { fiscalYear } = yield* Books
        if (fiscalYearId !== undefined) yield* fiscalYear(fiscalYearId)
        return verified(yield* chains(Option.fromUndefinedOr(fiscalYearId)))
      }),
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
