import { Effect, Schema } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import {
  AccountCode,
  type AgedParty,
  type LedgerMovement,
  MovementCursor,
  type PostedEntry,
  type TrialBalance
} from "../../../domain/finance/accounting/model/index.ts"
import { bankBalances, reportSpan } from "../../../domain/finance/accounting/usecases/index.ts"
import { Reports } from "../../../ports/finance/Reports.ts"
import { Api } from "../Api.ts"
import { cursorOf, reportPage } from "../contract/pages.ts"

const accountCursor = cursorOf(AccountCode)
const movementCursor = cursorOf(MovementCursor)
const numberCursor = cursorOf(Schema.Int)
const partyCursor = cursorOf(Schema.String)

export const reportsHandlers = HttpApiBuilder.group(Api, "reports", (handlers) =>
  handlers.handleAll({
    trialBalance: ({ query: { from, prefix = "", to, ...page } }) =>
      Effect.gen(function* () {
        const span = yield* reportSpan({ from, to })
        const { trialBalance } = yield* Reports
        const found = yield* reportPage(accountCursor, page, byAccount, (limit, after) =>
          trialBalance(span, prefix, limit, after)
        )
        return { from: span.from, to, provisional: span.base < span.yearStarts, ...found }
      }),
    generalLedger: ({ query: { account, from, party, to, ...page } }) =>
      Effect.gen(function* () {
        const span = yield* reportSpan({ from, to })
        const { generalLedger } = yield* Reports
        return yield* reportPage(movementCursor, page, byMovement, (limit, after) =>
          generalLedger(span, { account, party }, limit, after)
        )
      }),
    journalTotals: ({ query }) =>
      Effect.flatMap(Reports, ({ journalTotals }) => Effect.flatMap(reportSpan(query), journalTotals)),
    journalReport: ({ query: { from, journal, to, ...page } }) =>
      Effect.gen(function* () {
        const span = yield* reportSpan({ from, to })
        const reports = yield* Reports
        return yield* reportPage(numberCursor, page, byNumber, (limit, after) =>
          reports.journal(span, journal, limit, after)
        )
      }),
    agedBalance: ({ query: { at, thirdParties, ...page } }) =>
      Effect.flatMap(Reports, ({ agedBalance }) =>
        reportPage(partyCursor, page, byParty, (limit, after) => agedBalance(thirdParties, at, limit, after))
      ),
    bankBalances: ({ query }) => bankBalances(query.at)
  })
)

const byAccount = ({ account }: TrialBalance["items"][number]) => account
const byMovement = ({ date, lineId }: LedgerMovement) => ({ date, lineId })
const byNumber = ({ number }: PostedEntry) => number
const byParty = ({ party }: AgedParty) => party?.code ?? ""
