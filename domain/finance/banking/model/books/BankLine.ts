import { Schema } from "effect"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode, EntryId, Party } from "../../../accounting/model/index.ts"
import { IbanMapping } from "../virtualIbans/IbanMapping.ts"
import { BankAccountId } from "./BankAccount.ts"

export const BankLineId = Uuid.pipe(Schema.brand("BankLineId"))
export type BankLineId = typeof BankLineId.Type

/** Not in the books yet, in the books on the suspense account 471, or in the books on its account. */
export const BankLineState = Schema.Literals(["open", "suspense", "posted"])
export type BankLineState = typeof BankLineState.Type

/** One movement of a bank account. Money that came in is positive. */
export const BankLine = Schema.Struct({
  id: BankLineId,
  bankAccountId: BankAccountId,
  status: Schema.Literals(["booked", "pending", "information"]),
  state: BankLineState,
  bookingDate: LocalDate,
  valueDate: Schema.NullOr(LocalDate),
  amount: Money,
  label: Schema.String.annotate({ examples: ["VIR SEPA DUPONT FACTURE F-2026-001"] }),
  reference: Schema.NullOr(Schema.String.annotate({ examples: ["F-2026-001"] })),
  counterparty: Schema.NullOr(
    Schema.Struct({
      name: Schema.NullOr(Schema.String.annotate({ examples: ["Dupont"] })),
      iban: Schema.NullOr(Schema.String.annotate({ examples: ["FR7630006000011234567890189"] })),
      account: Schema.NullOr(Schema.String.annotate({ examples: ["00012345678"] }))
    })
  ),
  references: Schema.Record(Schema.String, Schema.String).annotate({
    examples: [{ endToEnd: "F-2026-001" }]
  }),
  virtualIban: Schema.optionalKey(IbanMapping),
  bankCode: Schema.NullOr(Schema.String.annotate({ examples: ["05"] })),
  reversal: Schema.Boolean,
  entryId: Schema.NullOr(EntryId),
  version: Schema.Int
}).annotate({ identifier: "BankLine" })
export type BankLine = typeof BankLine.Type

/** What a line is posted against. `amount` is the books' amount of a line in another currency than the books'. */
export const BankLinePosting = Schema.Struct({
  account: AccountCode,
  party: Schema.optionalKey(Party),
  label: Schema.optionalKey(Label),
  vatCode: Schema.optionalKey(Code),
  amount: Schema.optionalKey(Money)
}).annotate({
  identifier: "BankLinePosting",
  examples: [{ account: AccountCode.make("411"), party: { code: "C001", label: "Dupont" } }]
})
export type BankLinePosting = typeof BankLinePosting.Type

/** The suspense account of the PCG: comptes d'attente. */
export const suspenseAccount = AccountCode.make("471")
