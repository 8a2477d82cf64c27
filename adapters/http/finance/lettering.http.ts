import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { LetteringId, LineId } from "../../../domain/finance/accounting/model/index.ts"
import { cancelLettering, letterLines } from "../../../domain/finance/accounting/usecases/index.ts"
import { Letterings } from "../../../ports/finance/Letterings.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

const lineCursor = cursorOf(LineId)
const letteringCursor = cursorOf(LetteringId)

export const letteringHandlers = HttpApiBuilder.group(Api, "lettering", (handlers) =>
  handlers.handleAll({
    openLines: ({ query: { cursor, limit, ...filter } }) =>
      Effect.flatMap(Letterings, ({ listOpen }) =>
        pageOf(
          lineCursor,
          { cursor, limit },
          ({ lineId }) => lineId,
          (count, after) => listOpen(filter, count, after)
        )
      ),
    letterings: ({ query: { account, ...page } }) =>
      Effect.flatMap(Letterings, ({ list }) =>
        pageOf(
          letteringCursor,
          page,
          ({ id }) => id,
          (count, after) => list(account, count, after)
        )
      ),
    letterLines: ({ payload }) => letterLines(payload),
    lettering: ({ params }) => Effect.flatMap(Letterings, ({ find }) => find(params.letteringId)),
    cancelLettering: ({ headers, params, payload }) =>
      cancelLettering(params.letteringId, versionOf(headers["if-match"]), payload.date)
  })
)
