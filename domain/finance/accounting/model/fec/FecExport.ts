import { Schema } from "effect"
import { jobKind } from "../../../../platform/jobs/model/index.ts"
import { FiscalYearId } from "../books/Period.ts"
import type { FecSeparator } from "./FecFormat.ts"

/** How the file is written: a charset and the character between zones. */
export const FecExportOptions = Schema.Struct({
  charset: Schema.Literals(["ISO-8859-15", "UTF-8"]),
  separator: Schema.Literals(["tab", "pipe"])
}).annotate({
  identifier: "FecExportOptions",
  examples: [{ charset: "ISO-8859-15", separator: "tab" }]
})
export type FecExportOptions = typeof FecExportOptions.Type

/** The character that stands for the name of a separator. */
export const fecSeparatorOf = (name: FecExportOptions["separator"]): FecSeparator =>
  name === "tab" ? "\t" : "|"

/** Writes the fichier des écritures comptables of a fiscal year. */
export const exportFecKind = jobKind({
  name: "accounting.export-fec",
  payload: Schema.Struct({ fiscalYearId: FiscalYearId, ...FecExportOptions.fields }),
  permissions: ["accounting:read"],
  maxAttempts: 5
})

/** The law's file names the company by its SIREN and is kept in euros: one of the two is missing. */
export class FecNotPossible extends Schema.TaggedError<FecNotPossible>()(
  "FecNotPossible",
  { reason: Schema.Literals(["siren-missing", "not-in-euros"]) },
  { httpApiStatus: 422 }
) {}
