import { Schema } from "effect"
import { StepFault } from "../../../platform/processes/model/index.ts"
import { Permission } from "../../../shared/Permission.ts"
import { Capability, ConnectionId, ProviderName } from "../../providers/model/index.ts"
import { Route } from "./Route.ts"

const seconds = { description: "In seconds", examples: [43_200] }

/** A step as it would be taken. */
export const PlannedStep = Schema.Struct({
  name: Schema.String.annotate({ examples: ["take"] }),
  title: Schema.String.annotate({ examples: ["Take the payment at the gateway"] }),
  kind: Schema.Literals(["operation", "event", "timer", "decision"]),
  within: Schema.Finite.annotate(seconds),
  compensated: Schema.Boolean.annotate({ description: "Whether it is undone when the process fails later" }),
  onFailure: Schema.Literals(["compensate", "stop"]),
  decidedWith: Schema.NullOr(Permission)
}).annotate({ identifier: "PlannedStep" })

/** A process as it is defined. */
export const DefinedProcess = Schema.Struct({
  definition: Schema.String.annotate({ examples: ["suite.collect"] }),
  version: Schema.Int,
  title: Schema.String.annotate({ examples: ["Collect by card"] }),
  permissions: Schema.Array(Permission).annotate({
    description: "The rights that who starts it must hold, and with which it acts"
  }),
  steps: Schema.Array(PlannedStep)
}).annotate({ identifier: "DefinedProcess" })

/** What starting a process would do now. Nothing of it has happened. */
export const SuitePlan = Schema.Struct({
  process: DefinedProcess,
  capability: Capability,
  routes: Schema.Array(Route).annotate({ description: "In the order in which they would be tried" }),
  chosen: Schema.NullOr(ConnectionId),
  obstacles: Schema.Array(StepFault).annotate({ description: "Why it could not go through as things stand" })
}).annotate({
  identifier: "SuitePlan",
  examples: [
    {
      process: {
        definition: "suite.collect",
        version: 1,
        title: "Collect by card",
        permissions: ["payments:write"],
        steps: [
          {
            name: "take",
            title: "Take the payment at the gateway",
            kind: "operation",
            within: 43_200,
            compensated: true,
            onFailure: "compensate",
            decidedWith: null
          }
        ]
      },
      capability: "payments.sale",
      routes: [
        {
          connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
          provider: ProviderName.make("nmi"),
          environment: "simulation",
          label: "NMI",
          health: "healthy",
          usable: true
        }
      ],
      chosen: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      obstacles: []
    }
  ]
})
export type SuitePlan = typeof SuitePlan.Type
