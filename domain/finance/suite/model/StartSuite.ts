import { Schema } from "effect"
import { BusinessKey } from "../../../platform/processes/model/index.ts"
import { NewTransfer } from "../../banking/model/index.ts"
import { AdvanceRequest } from "./advanceInvoice.ts"
import { CollectInput } from "./collect.ts"

/** A collection by card to start, or to plan. */
export const StartCollect = Schema.Struct({ businessKey: BusinessKey, input: CollectInput }).annotate({
  identifier: "StartCollect"
})

/** An advance on an invoice to start, or to plan. */
export const StartAdvance = Schema.Struct({ businessKey: BusinessKey, input: AdvanceRequest }).annotate({
  identifier: "StartAdvance"
})

/** A payment by transfer to start, or to plan. */
export const StartPay = Schema.Struct({ businessKey: BusinessKey, input: NewTransfer }).annotate({
  identifier: "StartPay"
})

/** A process of the suite to plan, by the name of its definition. */
export type StartSuite =
  | ({ readonly definition: "suite.collect" } & typeof StartCollect.Type)
  | ({ readonly definition: "suite.advance" } & typeof StartAdvance.Type)
  | ({ readonly definition: "suite.pay" } & typeof StartPay.Type)
