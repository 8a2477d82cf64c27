import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { type FecImport, FecImportId } from "../../../domain/finance/accounting/model/index.ts"
import {
  commitFecImport,
  dryRunFecImport,
  exportFec,
  mapFecImport,
  previewFec,
  undoFecImport
} from "../../../domain/finance/accounting/usecases/index.ts"
import { FecImports } from "../../../ports/finance/FecImports.ts"
import { Api } from "../Api.ts"
import { cursorOf, pageOf } from "../contract/pages.ts"
import { versionOf } from "../contract/rules.ts"

const importCursor = cursorOf(FecImportId)

export const fecHandlers = HttpApiBuilder.group(Api, "fec", (handlers) =>
  handlers.handleAll({
    exportFec: ({ params, payload }) => exportFec(params.fiscalYearId, payload),
    fecImports: ({ query }) =>
      Effect.flatMap(FecImports, ({ list }) => pageOf(importCursor, query, ({ id }: FecImport) => id, list)),
    previewFec: ({ payload, query }) => previewFec(query.fileName, payload),
    fecImport: ({ params }) => Effect.flatMap(FecImports, ({ find }) => find(params.fecImportId)),
    mapFecImport: ({ headers, params, payload }) =>
      mapFecImport(params.fecImportId, versionOf(headers["if-match"]), payload),
    dryRunFecImport: ({ params }) => dryRunFecImport(params.fecImportId),
    commitFecImport: ({ headers, params }) =>
      commitFecImport(params.fecImportId, versionOf(headers["if-match"])),
    undoFecImport: ({ headers, params }) => undoFecImport(params.fecImportId, versionOf(headers["if-match"]))
  })
)
