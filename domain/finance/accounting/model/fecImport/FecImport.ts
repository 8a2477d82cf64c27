import { DateTime, Schema } from "effect"
import { FileId, FileName } from "../../../../platform/files/model/index.ts"
import { JobId, jobKind } from "../../../../platform/jobs/model/index.ts"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "../books/Account.ts"
import { FecImportPreview } from "./FecImportPreview.ts"
import { FecMapping } from "./FecMapping.ts"

export const FecImportId = Uuid.pipe(Schema.brand("FecImportId"))
export type FecImportId = typeof FecImportId.Type

/**
 * `previewed`: read, nothing is posted. `committing`: its job posts; a failed job is run again or the import is undone.
 * `stopped`: the job was cancelled when some entries were posted; a commit goes on, an undo reverses them.
 * `committed`: all is posted. `undoing`, `undone`: each of its entries is reversed. `undo_stopped`: the job of the undo
 * was cancelled; another undo goes on.
 */
export const FecImportState = Schema.Literals([
  "previewed",
  "committing",
  "stopped",
  "committed",
  "undoing",
  "undo_stopped",
  "undone"
])
export type FecImportState = typeof FecImportState.Type

export const fecImportTransitions: Readonly<Record<FecImportState, ReadonlyArray<FecImportState>>> = {
  previewed: ["committing"],
  committing: ["committed", "previewed", "stopped", "undoing"],
  stopped: ["committing", "undoing"],
  committed: ["undoing"],
  undoing: ["undone", "undo_stopped"],
  undo_stopped: ["undoing"],
  undone: []
}

/** An import of a foreign file into the company's books. `posted` counts its entries that are in them. */
export const FecImport = Schema.Struct({
  id: FecImportId,
  fileId: FileId,
  fileName: FileName,
  state: FecImportState,
  preview: FecImportPreview,
  mapping: FecMapping,
  jobId: Schema.NullOr(JobId),
  posted: Schema.Int,
  lettered: Schema.Int.annotate({ description: "Groups of the file's lettering that were looked at" }),
  version: Schema.Int,
  createdAt: Instant
}).annotate({
  identifier: "FecImport",
  examples: [
    {
      id: FecImportId.make("01932f5e-8f5a-7c3e-9b1a-2f4d6c8e0a13"),
      fileId: FileId.make("01932f5e-8f5a-7c3e-9b1a-2f4d6c8e0a12"),
      fileName: "732829320FEC20251231.txt",
      state: "previewed",
      preview: FecImportPreview.example,
      mapping: {
        year: { starts: LocalDate.make("2025-01-01"), ends: LocalDate.make("2025-12-31") },
        accounts: [{ code: "411000", account: AccountCode.make("411000"), plan: "411" }],
        journals: [{ code: "VE", journal: "VE", kind: "sales" }],
        parties: [{ code: "C001", party: "C001" }]
      },
      jobId: null,
      posted: 0,
      lettered: 0,
      version: 1,
      createdAt: DateTime.makeUnsafe("2026-11-22T15:00:00Z")
    }
  ]
})
export type FecImport = typeof FecImport.Type

const payload = Schema.Struct({ importId: FecImportId })

/** Posts the entries of an import. */
export const commitFecKind = jobKind({
  name: "accounting.commit-fec-import",
  payload,
  permissions: ["accounting:read", "accounting:write", "accounting:post"],
  maxAttempts: 5
})

/** Reverses the entries of an import. */
export const undoFecKind = jobKind({
  name: "accounting.undo-fec-import",
  payload,
  permissions: ["accounting:read", "accounting:write", "accounting:post"],
  maxAttempts: 5
})
