import { Schema } from "effect"
import { BusinessKey } from "../../../platform/processes/model/index.ts"
import { collect, CollectInput } from "./collect.ts"

/** A process of the suite to start, or to plan. */
export const StartSuite = Schema.Union([
  Schema.Struct({
    definition: Schema.Literal(collect.name),
    businessKey: BusinessKey,
    input: CollectInput
  }).annotate({ identifier: "StartCollect" })
]).annotate({ identifier: "StartSuite" })
export type StartSuite = typeof StartSuite.Type
