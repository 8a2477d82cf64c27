import { Schema } from "effect"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"

export const JournalId = Uuid.pipe(Schema.brand("JournalId"))
export type JournalId = typeof JournalId.Type

export const JournalKind = Schema.Literals(["sales", "purchases", "bank", "cash", "general", "opening"])
export type JournalKind = typeof JournalKind.Type

/** A book of entries of one kind. Its numbering runs without holes within each fiscal year. */
export const Journal = Schema.Struct({
  id: JournalId,
  code: Code,
  label: Label,
  kind: JournalKind,
  version: Schema.Int
}).annotate({ identifier: "Journal" })
export type Journal = typeof Journal.Type

export const NewJournal = Schema.Struct({ code: Code, label: Label, kind: JournalKind }).annotate({
  identifier: "NewJournal",
  examples: [{ code: "BQ", label: "Banque", kind: "bank" }]
})
export type NewJournal = typeof NewJournal.Type
