import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Money } from "../../../../shared/Money.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { BankAccountId, FeedSource } from "./BankAccount.ts"

export const StatementFileId = Uuid.pipe(Schema.brand("StatementFileId"))
export type StatementFileId = typeof StatementFileId.Type

/** Something odd that was read all the same: reported, never repaired. `line` is the place in the file. */
export const ImportFinding = Schema.Struct({
  rule: Schema.String.annotate({ examples: ["closing.missing"] }),
  line: Schema.NullOr(Schema.Int),
  fr: Schema.String.annotate({ examples: ["Le relevé ne donne pas de solde final."] }),
  en: Schema.String.annotate({ examples: ["The statement gives no closing balance."] })
}).annotate({ identifier: "ImportFinding" })
export type ImportFinding = typeof ImportFinding.Type

/** Two statements that do not follow each other: the closing balance of one is not the opening balance of the next. */
export const BalanceBreak = Schema.Struct({
  account: Schema.String.annotate({ examples: ["FR7630006000011234567890189"] }),
  closedOn: LocalDate,
  closing: Money,
  opensOn: LocalDate,
  opening: Money
}).annotate({ identifier: "BalanceBreak" })
export type BalanceBreak = typeof BalanceBreak.Type

/** What a file brought. `added`, `known` and `settled` (pending lines that were booked) together are its lines. */
export const StatementFile = Schema.Struct({
  id: StatementFileId,
  name: Schema.String.annotate({ examples: ["releve-2026-01.txt"] }),
  format: Schema.String.annotate({ examples: ["cfonb120"] }),
  encoding: Schema.String.annotate({ examples: ["iso-8859-1"] }),
  size: Schema.Int,
  sha256: Schema.String.annotate({
    examples: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
  }),
  added: Schema.Int,
  known: Schema.Int,
  settled: Schema.Int,
  findings: Schema.Array(ImportFinding),
  importedAt: Schema.String.annotate({ format: "date-time", examples: ["2026-02-01T08:00:00.000Z"] })
}).annotate({ identifier: "StatementFile" })
export type StatementFile = typeof StatementFile.Type

/** A statement of the file that cannot be kept: no account or no currency is named. */
export class StatementNotKept extends Schema.TaggedError<StatementNotKept>()(
  "StatementNotKept",
  { statement: Schema.Int, missing: Schema.Literals(["account", "currency"]) },
  { httpApiStatus: 422 }
) {}

/** The account gets its lines in another way, which `feed` names: the same lines would stand twice. */
export class FedElsewhere extends Schema.TaggedError<FedElsewhere>()(
  "FedElsewhere",
  {
    bankAccountId: BankAccountId,
    label: Schema.String.annotate({ examples: ["Compte courant"] }),
    feed: FeedSource
  },
  { httpApiStatus: 409 }
) {}

/** A new feed would tell days again that the other one has told: up to `lastLine`. */
export class FeedOverlaps extends Schema.TaggedError<FeedOverlaps>()(
  "FeedOverlaps",
  { bankAccountId: BankAccountId, lastLine: LocalDate },
  { httpApiStatus: 409 }
) {}

/** The bank account has no ledger account or no journal yet. */
export class BankAccountNotLinked extends Schema.TaggedError<BankAccountNotLinked>()(
  "BankAccountNotLinked",
  { bankAccountId: Schema.String },
  { httpApiStatus: 409 }
) {}

/** The line is in another currency than the books: the books' amount must be given. */
export class BooksAmountMissing extends Schema.TaggedError<BooksAmountMissing>()(
  "BooksAmountMissing",
  { expected: Schema.String, received: Schema.String },
  { httpApiStatus: 422 }
) {}
