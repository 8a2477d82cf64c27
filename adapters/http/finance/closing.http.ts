import { HttpApiBuilder } from "effect/http-api"
import {
  closeFiscalYear,
  closingState,
  postOpeningBalances
} from "../../../domain/finance/accounting/usecases/index.ts"
import { Api } from "../Api.ts"
import { versionOf } from "../contract/rules.ts"

export const closingHandlers = HttpApiBuilder.group(Api, "closing", (handlers) =>
  handlers.handleAll({
    closingState: ({ params }) => closingState(params.fiscalYearId),
    closeFiscalYear: ({ headers, params }) =>
      closeFiscalYear(params.fiscalYearId, versionOf(headers["if-match"])),
    postOpeningBalances: ({ payload }) => postOpeningBalances(payload)
  })
)
