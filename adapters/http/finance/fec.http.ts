import { HttpApiBuilder } from "effect/http-api"
import { exportFec } from "../../../domain/finance/accounting/usecases/index.ts"
import { Api } from "../Api.ts"

export const fecHandlers = HttpApiBuilder.group(Api, "fec", (handlers) =>
  handlers.handleAll({
    exportFec: ({ params, payload }) => exportFec(params.fiscalYearId, payload)
  })
)
