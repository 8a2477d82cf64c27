import { Schema } from "effect"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { Label } from "../../../shared/Text.ts"
import { BankAccountId } from "../../banking/model/index.ts"

/** A bank identifier code (ISO 9362): 8 or 11 capitals and digits. */
export const Bic = Schema.String.check(
  Schema.isPattern(/^[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?$/u)
).annotate({ description: "BIC, 8 or 11 characters", examples: ["PSSTFRPPXXX"] })

/** The message that the account's bank takes for credit transfers: the bank's contract says which. */
export const TransferFormat = Schema.Literals(["pain.001.001.03", "pain.001.001.09"])
export type TransferFormat = typeof TransferFormat.Type

const fields = {
  debtorName: Label.check(Schema.isMaxLength(70)).annotate({
    description: "The holder's name as the bank knows it",
    examples: ["Menuiserie Lemaire"]
  }),
  bic: Schema.NullOr(Bic),
  transferFormat: TransferFormat,
  batchBooking: Schema.Boolean.annotate({
    description: "true: the bank books one line for the batch; false: one for each payment"
  }),
  cutOff: Schema.String.check(Schema.isPattern(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/u)).annotate({
    description: "Until when the bank executes on the same day, in Paris",
    examples: ["11:30"]
  })
}

/** What payments from a bank account need: all of it stands in the company's contract with its bank. */
export const TreasuryAccount = Schema.Struct({
  bankAccountId: BankAccountId,
  ...fields,
  version: Schema.Int
}).annotate({
  identifier: "TreasuryAccount",
  examples: [
    {
      bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
      debtorName: "Menuiserie Lemaire",
      bic: "PSSTFRPPXXX",
      transferFormat: "pain.001.001.09",
      batchBooking: true,
      cutOff: "11:30",
      version: 1
    }
  ]
})
export type TreasuryAccount = typeof TreasuryAccount.Type

export const TreasuryAccountSettings = Schema.Struct(fields).annotate({
  identifier: "TreasuryAccountSettings",
  examples: [
    {
      debtorName: "Menuiserie Lemaire",
      bic: "PSSTFRPPXXX",
      transferFormat: "pain.001.001.09",
      batchBooking: true,
      cutOff: "11:30"
    }
  ]
})
export type TreasuryAccountSettings = typeof TreasuryAccountSettings.Type

/** The moment of a question, as a bank in Paris sees it. */
export interface ParisMoment {
  readonly day: LocalDate
  /** `HH:MM`. */
  readonly time: string
}
