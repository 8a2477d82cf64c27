import { Schema } from "effect"
import { BusinessKey } from "../../../platform/processes/model/index.ts"
import { AdvanceRequest } from "./advanceInvoice.ts"
import { CollectInput } from "./collect.ts"

/** A process of the suite to start, or to plan. */
export const StartSuite = Schema.Union([
  Schema.Struct({
    definition: Schema.Literal("suite.collect"),
    businessKey: BusinessKey,
    input: CollectInput
  }).annotate({ identifier: "StartCollect" }),
  Schema.Struct({
    definition: Schema.Literal("suite.advance"),
    businessKey: BusinessKey,
    input: AdvanceRequest
  }).annotate({ identifier: "StartAdvance" })
]).annotate({ identifier: "StartSuite" })
export type StartSuite = typeof StartSuite.Type
