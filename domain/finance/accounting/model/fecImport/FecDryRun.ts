import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { FecRefusal, fecRefusal } from "./FecRefusal.ts"

/** What a commit would do now. `refusals` are the first hundred of `refused`; with one of them nothing is posted. */
export const FecDryRun = Schema.Struct({
  accepted: Schema.Boolean,
  accounts: Schema.Array(Schema.String.annotate({ description: "Accounts that would be made" })),
  journals: Schema.Array(Schema.String.annotate({ description: "Journals that would be made" })),
  fiscalYear: Schema.NullOr(Schema.Struct({ starts: LocalDate, ends: LocalDate, exists: Schema.Boolean })),
  entries: Schema.Int,
  lines: Schema.Int,
  refused: Schema.Int,
  refusals: Schema.Array(FecRefusal)
}).annotate({
  identifier: "FecDryRun",
  examples: [
    {
      accepted: false,
      accounts: ["411000"],
      journals: ["VE"],
      fiscalYear: { starts: LocalDate.make("2025-01-01"), ends: LocalDate.make("2025-12-31"), exists: false },
      entries: 120,
      lines: 364,
      refused: 1,
      refusals: [fecRefusal("unmapped-account", "9CLI", 12)]
    }
  ]
})
export type FecDryRun = typeof FecDryRun.Type
