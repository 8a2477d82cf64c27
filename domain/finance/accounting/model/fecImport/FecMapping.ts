import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Code } from "../../../../shared/Text.ts"
import { AccountCode } from "../books/Account.ts"
import { JournalKind } from "../books/Journal.ts"
import { NewFiscalYear } from "../books/Period.ts"

/** The file's own code, as it stands there. */
const FileCode = Schema.String.check(Schema.isMaxLength(1_000)).annotate({
  description: "The code as the file has it",
  examples: ["411000"]
})

const MappedAccount = Schema.Struct({
  code: FileCode,
  /** The company's account, made with the file's label when it does not exist; null until somebody says. */
  account: Schema.NullOr(AccountCode),
  plan: Schema.NullOr(Schema.String.annotate({ description: "The account of the PCG it belongs under" }))
}).annotate({ identifier: "FecMappedAccount" })

const MappedJournal = Schema.Struct({
  code: FileCode,
  journal: Schema.NullOr(Code),
  /** Kind of the journal when it must be made; an existing one keeps its own. */
  kind: JournalKind
}).annotate({ identifier: "FecMappedJournal" })

/** How the codes of a file become the company's. Third parties follow by themselves. */
export const FecMapping = Schema.Struct({
  year: Schema.NullOr(NewFiscalYear),
  accounts: Schema.Array(MappedAccount),
  journals: Schema.Array(MappedJournal),
  parties: Schema.Array(
    Schema.Struct({ code: FileCode, party: Code }).annotate({ identifier: "FecMappedParty" })
  )
}).annotate({ identifier: "FecMapping" })
export type FecMapping = typeof FecMapping.Type

/** What to change of a mapping: the codes named, nothing else. */
export const FecMappingChange = Schema.Struct({
  year: Schema.optionalKey(NewFiscalYear),
  accounts: Schema.optionalKey(
    Schema.Array(Schema.Struct({ code: FileCode, account: AccountCode })).check(Schema.isMaxLength(20_000))
  ),
  journals: Schema.optionalKey(
    Schema.Array(Schema.Struct({ code: FileCode, journal: Code, kind: JournalKind })).check(
      Schema.isMaxLength(1_000)
    )
  )
}).annotate({
  identifier: "FecMappingChange",
  examples: [
    {
      year: { starts: LocalDate.make("2025-01-01"), ends: LocalDate.make("2025-12-31") },
      accounts: [{ code: "9CLI", account: AccountCode.make("411900") }],
      journals: [{ code: "VT", journal: "VE", kind: "sales" }]
    }
  ]
})
export type FecMappingChange = typeof FecMappingChange.Type

/** A change names codes that the file does not hold. */
export class UnknownFecCodes extends Schema.TaggedError<UnknownFecCodes>()(
  "UnknownFecCodes",
  { codes: Schema.Array(Schema.String.annotate({ examples: ["9CLI"] })) },
  { httpApiStatus: 422 }
) {}
