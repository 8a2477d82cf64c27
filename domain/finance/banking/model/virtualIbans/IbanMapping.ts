import { Schema } from "effect"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { Party } from "../../../accounting/model/index.ts"

export const MappedIbanId = Uuid.pipe(Schema.brand("MappedIbanId"))
export type MappedIbanId = typeof MappedIbanId.Type

/** What an IBAN is for. */
export const IbanSubject = Schema.Struct({
  kind: Schema.Literals(["customer", "property", "project"]),
  reference: Schema.NullOr(Label.annotate({ description: "Your own reference of it", examples: ["LOT-12"] }))
}).annotate({ identifier: "IbanSubject", examples: [{ kind: "property", reference: "LOT-12" }] })

/** What money that arrives on a virtual IBAN is known to be for. */
export const IbanMapping = Schema.Struct({
  virtualIbanId: MappedIbanId,
  label: Label,
  subject: IbanSubject,
  party: Schema.NullOr(Party)
}).annotate({
  identifier: "IbanMapping",
  description: "The virtual IBAN of yours on which it arrived, and what that is for",
  examples: [
    {
      virtualIbanId: MappedIbanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"),
      label: "Loyers, lot 12",
      subject: { kind: "property", reference: "LOT-12" },
      party: { code: "C012", label: "Martin" }
    }
  ]
})
export type IbanMapping = typeof IbanMapping.Type
