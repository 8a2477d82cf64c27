import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode, Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "../../../accounting/model/index.ts"

export const BankAccountId = Uuid.pipe(Schema.brand("BankAccountId"))
export type BankAccountId = typeof BankAccountId.Type

/** What brings the lines of a bank account: files that people import, or the institution's API. Never both. */
export const FeedSource = Schema.Literals(["files", "institution"])
export type FeedSource = typeof FeedSource.Type

const since = { description: "From this day on; the days before were told by the other feed" }

const Feed = Schema.Struct({
  source: FeedSource,
  since: Schema.NullOr(LocalDate.annotate(since))
}).annotate({
  identifier: "BankAccountFeed",
  description:
    "files: statement files; institution: its API. Whichever comes first is the account's feed, and the other one is " +
    "refused until it is declared here"
})

/** What tells which feed an account has. */
export interface FedAccount {
  readonly id: BankAccountId
  readonly label: string
  readonly feed: typeof Feed.Type | null
}

/**
 * An account at a bank, known from its first statement. `balance` is what the latest statement closes with; `pending`
 * what the bank has announced since and not booked. Lines can be posted once the account has its ledger account (512...)
 * and its journal.
 */
export const BankAccount = Schema.Struct({
  id: BankAccountId,
  label: Label,
  iban: Schema.NullOr(Schema.String.annotate({ examples: ["FR7630006000011234567890189"] })),
  rib: Schema.NullOr(Schema.String.annotate({ examples: ["30006000011234567890189"] })),
  currency: CurrencyCode,
  ledgerAccount: Schema.NullOr(AccountCode),
  journal: Schema.NullOr(Code),
  balance: Schema.NullOr(Schema.Struct({ date: LocalDate, amount: Money })),
  pending: Money,
  feed: Schema.NullOr(Feed),
  version: Schema.Int
}).annotate({ identifier: "BankAccount" })
export type BankAccount = typeof BankAccount.Type

export const BankAccountChange = Schema.Struct({
  label: Schema.optionalKey(Label),
  ledgerAccount: Schema.optionalKey(AccountCode),
  journal: Schema.optionalKey(Code),
  feed: Schema.optionalKey(
    Schema.Struct({ source: FeedSource, since: LocalDate.annotate(since) }).annotate({
      identifier: "BankAccountFeedChange",
      description: "Another feed, from a day after the last line that stands"
    })
  )
}).annotate({
  identifier: "BankAccountChange",
  examples: [{ label: "Compte courant", ledgerAccount: AccountCode.make("512"), journal: "BQ" }]
})
export type BankAccountChange = typeof BankAccountChange.Type
