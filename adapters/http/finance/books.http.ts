import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { loadChart, movePeriod, openFiscalYear } from "../../../domain/finance/accounting/usecases/index.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

const accountCursor = cursorOf(AccountCode)

export const booksHandlers = HttpApiBuilder.group(Api, "books", (handlers) =>
  handlers.handleAll({
    accounts: ({ query: { active, prefix, ...page } }) =>
      Effect.flatMap(Books, ({ accounts }) =>
        pageOf(
          accountCursor,
          page,
          (account) => account.code,
          (limit, after) =>
            accounts({ prefix, active: active === undefined ? undefined : active === "true" }, limit, after)
        )
      ),
    addAccount: ({ payload }) => Effect.flatMap(Books, ({ addAccount }) => addAccount(payload)),
    changeAccount: ({ headers, params, payload }) =>
      Effect.flatMap(Books, ({ changeAccount }) =>
        changeAccount(params.accountId, versionOf(headers["if-match"]), payload)
      ),
    loadChart: () => loadChart(),
    journals: () => Effect.flatMap(Books, ({ journals }) => journals),
    addJournal: ({ payload }) => Effect.flatMap(Books, ({ addJournal }) => addJournal(payload)),
    vatCodes: () => Effect.flatMap(Books, ({ vatCodes }) => vatCodes),
    addVatCode: ({ payload }) => Effect.flatMap(Books, ({ addVatCode }) => addVatCode(payload)),
    fiscalYears: () => Effect.flatMap(Books, ({ fiscalYears }) => fiscalYears),
    openFiscalYear: ({ payload }) => openFiscalYear(payload),
    periods: ({ params }) =>
      Effect.flatMap(Books, ({ fiscalYear, periods }) =>
        Effect.flatMap(fiscalYear(params.fiscalYearId), ({ id }) => periods(id))
      ),
    movePeriod: ({ headers, params, payload }) =>
      movePeriod(params.periodId, versionOf(headers["if-match"]), payload)
  })
)
