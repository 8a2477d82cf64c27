import { Schema } from "effect"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"

/** An account that can be posted to: three digits of the plan, then digits or capitals, 20 at most. */
export const AccountCode = Schema.String.check(Schema.isPattern(/^[1-8][0-9]{2}[0-9A-Z]{0,17}$/u))
  .annotate({
    description: "Account code: three digits of the PCG, then digits or capitals",
    examples: ["512100"]
  })
  .pipe(Schema.brand("AccountCode"))
export type AccountCode = typeof AccountCode.Type

export const AccountId = Uuid.pipe(Schema.brand("AccountId"))
export type AccountId = typeof AccountId.Type

/** An account of the company's chart. An inactive one keeps its lines and takes no new ones. */
export const Account = Schema.Struct({
  id: AccountId,
  code: AccountCode,
  label: Label,
  active: Schema.Boolean,
  version: Schema.Int
}).annotate({ identifier: "Account" })
export type Account = typeof Account.Type

export const NewAccount = Schema.Struct({ code: AccountCode, label: Label }).annotate({
  identifier: "NewAccount",
  examples: [{ code: AccountCode.make("512100"), label: "Banque, compte courant" }]
})
export type NewAccount = typeof NewAccount.Type

export const AccountChange = Schema.Struct({
  label: Schema.optionalKey(Label),
  active: Schema.optionalKey(Schema.Boolean)
}).annotate({ identifier: "AccountChange", examples: [{ label: "Banque, compte courant" }] })
export type AccountChange = typeof AccountChange.Type
