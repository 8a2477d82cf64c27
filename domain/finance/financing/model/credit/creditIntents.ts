import { Schema } from "effect"
import { intentKind } from "../../../providers/model/index.ts"
import { CreditApplicationId } from "./CreditApplication.ts"
import { CreditFile } from "./CreditFile.ts"

const capability = "credit.business-loan"
const permissions = ["financing:write"] as const

export const applyForCreditKind = intentKind({
  name: "credit.apply",
  payload: Schema.Struct({ creditApplicationId: CreditApplicationId }),
  outcome: CreditFile,
  capability,
  permissions
})

const Decided = Schema.Struct({ creditApplicationId: CreditApplicationId, reference: Schema.String })

export const makeLoanKind = intentKind({
  name: "credit.make-loan",
  payload: Decided,
  outcome: CreditFile,
  capability,
  permissions
})

export const payOutLoanKind = intentKind({
  name: "credit.pay-out",
  payload: Decided,
  outcome: CreditFile,
  capability,
  permissions
})
