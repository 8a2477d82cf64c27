import { Schema } from "effect"
import { WordedAs } from "../../../../shared/Worded.ts"
import { intentKind } from "../../../providers/model/index.ts"
import { MappedIbanId } from "./IbanMapping.ts"

/** Asks the institution for one more virtual IBAN. */
export const addIbanIntent = intentKind({
  name: "banking.add-virtual-iban",
  payload: Schema.Struct({ virtualIbanId: MappedIbanId, accountReference: Schema.String }),
  outcome: Schema.Struct({
    reference: Schema.String,
    iban: Schema.String,
    bic: Schema.String,
    label: Schema.NullOr(Schema.String),
    state: WordedAs(["enabled", "suspended", "cancelled"])
  }),
  capability: "banking.issue-ibans",
  permissions: ["banking:write"]
})

/** Asks the institution to let nothing arrive on a virtual IBAN any more, for good. */
export const cancelIbanIntent = intentKind({
  name: "banking.cancel-virtual-iban",
  payload: Schema.Struct({
    virtualIbanId: MappedIbanId,
    accountReference: Schema.String,
    reference: Schema.String
  }),
  outcome: Schema.Struct({ cancelled: Schema.Literal(true) }),
  capability: "banking.issue-ibans",
  permissions: ["banking:write"]
})
