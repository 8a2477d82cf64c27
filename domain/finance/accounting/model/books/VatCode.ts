import { Schema } from "effect"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "./Account.ts"

/** A VAT rate in basis points (2000 is 20 %), the side it is on, and the account that it is posted to. */
export const VatCode = Schema.Struct({
  id: Uuid,
  code: Code,
  label: Label,
  rateBasisPoints: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 10_000 })),
  direction: Schema.Literals(["collected", "deductible"]),
  account: AccountCode,
  active: Schema.Boolean,
  version: Schema.Int
}).annotate({ identifier: "VatCode" })
export type VatCode = typeof VatCode.Type

export const NewVatCode = Schema.Struct({
  code: Code,
  label: Label,
  rateBasisPoints: VatCode.fields.rateBasisPoints,
  direction: VatCode.fields.direction,
  account: AccountCode
}).annotate({
  identifier: "NewVatCode",
  examples: [
    {
      code: "C20",
      label: "TVA collectée 20 %",
      rateBasisPoints: 2000,
      direction: "collected",
      account: AccountCode.make("44571")
    }
  ]
})
export type NewVatCode = typeof NewVatCode.Type
