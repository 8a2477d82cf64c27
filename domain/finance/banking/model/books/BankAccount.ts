import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { CurrencyCode, Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "../../../accounting/model/index.ts"

export const BankAccountId = Uuid.pipe(Schema.brand("BankAccountId"))
export type BankAccountId = typeof BankAccountId.Type

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
  version: Schema.Int
}).annotate({ identifier: "BankAccount" })
export type BankAccount = typeof BankAccount.Type

export const BankAccountChange = Schema.Struct({
  label: Schema.optionalKey(Label),
  ledgerAccount: Schema.optionalKey(AccountCode),
  journal: Schema.optionalKey(Code)
}).annotate({
  identifier: "BankAccountChange",
  examples: [{ label: "Compte courant", ledgerAccount: AccountCode.make("512"), journal: "BQ" }]
})
export type BankAccountChange = typeof BankAccountChange.Type
