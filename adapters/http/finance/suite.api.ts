import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Capability, ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import {
  ConservationAlert,
  DefinedProcess,
  FallbackOrder,
  Route,
  StartAdvance,
  StartCollect,
  StartPay,
  SuiteDashboard,
  SuitePlan
} from "../../../domain/finance/suite/model/index.ts"
import {
  Process,
  ProcessFile,
  ProcessId,
  ProcessState
} from "../../../domain/platform/processes/model/index.ts"
import { FreeText } from "../../../domain/shared/Text.ts"
import { UnknownCustomerProblem } from "./financing.problems.ts"
import { Credential } from "../contract/Credential.ts"
import {
  IllegalTransitionProblem,
  NotFoundProblem,
  PermissionDeniedProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import {
  BodyLimit,
  HoldsSecrets,
  RefusesCardNumbers,
  Requires,
  UpdateHeaders,
  WriteHeaders
} from "../contract/rules.ts"
import { VaultClosedProblem } from "./providers.problems.ts"
import { DecidedByStarterProblem, ProcessDiffersProblem } from "./suite.problems.ts"

const params = { processId: ProcessId }

const Decision = Schema.Struct({
  approved: Schema.Boolean,
  comment: Schema.optionalKey(FreeText)
}).annotate({ identifier: "ProcessDecision", examples: [{ approved: true, comment: "Vu avec le client" }] })

const NewOrder = Schema.Struct({
  capability: Capability,
  connectionIds: FallbackOrder.fields.connectionIds
}).annotate({
  identifier: "NewFallbackOrder",
  examples: [
    {
      capability: "payments.sale",
      connectionIds: [ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11")]
    }
  ]
})

const RoutesOfCapability = Schema.Struct({ order: FallbackOrder, routes: Schema.Array(Route) }).annotate({
  identifier: "RoutesOfCapability"
})

const definitionQuery = Schema.optional(
  Schema.String.check(Schema.isPattern(/^[a-z][a-z.-]{0,99}$/u)).annotate({
    description: "Only processes of this definition",
    examples: ["suite.collect"]
  })
)

const stuckHours = Schema.optional(
  Schema.NumberFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 8_784 })).annotate({
    description: "After how many hours without a move a process is stuck; 24 when absent"
  })
)

const started = ProcessFile.pipe(HttpApiSchema.status(201))

const startProblems = [NotFoundProblem, ProcessDiffersProblem, PermissionDeniedProblem] as const

const steered = [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem] as const

export class SuiteApi extends HttpApiGroup.make("suite")
  .add(
    HttpApiEndpoint.get("definitions", "/suite/definitions", { success: Schema.Array(DefinedProcess) })
      .annotate(Requires, "processes:read")
      .annotate(OpenApi.Summary, "The processes that the suite knows, with their steps"),
    HttpApiEndpoint.post("planCollect", "/suite/plans/collect", {
      headers: WriteHeaders,
      payload: StartCollect,
      success: SuitePlan,
      error: NotFoundProblem
    })
      .annotate(Requires, "processes:read")
      .annotate(HoldsSecrets, true)
      .annotate(
        OpenApi.Summary,
        "Dry run of a collection by card: what starting it would do now; nothing happens"
      ),
    HttpApiEndpoint.post("startCollect", "/suite/processes/collect", {
      headers: WriteHeaders,
      payload: StartCollect,
      success: started,
      error: [...startProblems, VaultClosedProblem]
    })
      .annotate(Requires, "processes:write")
      .annotate(HoldsSecrets, true)
      .annotate(
        OpenApi.Summary,
        "Start a collection by card under a key of your own; the same start answers the first"
      ),
    HttpApiEndpoint.post("planAdvance", "/suite/plans/advance", {
      headers: WriteHeaders,
      payload: StartAdvance,
      success: SuitePlan,
      error: NotFoundProblem
    })
      .annotate(Requires, "processes:read")
      .annotate(BodyLimit, 8_388_608)
      .annotate(
        OpenApi.Summary,
        "Dry run of an advance on an invoice: what starting it would do now; nothing happens"
      ),
    HttpApiEndpoint.post("startAdvance", "/suite/processes/advance", {
      headers: WriteHeaders,
      payload: StartAdvance,
      success: started,
      error: [...startProblems, UnknownCustomerProblem]
    })
      .annotate(Requires, "processes:write")
      .annotate(BodyLimit, 8_388_608)
      .annotate(
        OpenApi.Summary,
        "Start an advance on an invoice under a key of your own; the same start answers the first"
      ),
    HttpApiEndpoint.post("planPay", "/suite/plans/pay", {
      headers: WriteHeaders,
      payload: StartPay,
      success: SuitePlan,
      error: NotFoundProblem
    })
      .annotate(Requires, "processes:read")
      .annotate(
        OpenApi.Summary,
        "Dry run of a payment by transfer: what starting it would do now; nothing happens"
      ),
    HttpApiEndpoint.post("startPay", "/suite/processes/pay", {
      headers: WriteHeaders,
      payload: StartPay,
      success: started,
      error: startProblems
    })
      .annotate(Requires, "processes:write")
      .annotate(
        OpenApi.Summary,
        "Start a payment by transfer under a key of your own; the same start answers the first"
      ),
    HttpApiEndpoint.get("processes", "/suite/processes", {
      query: { ...PageQuery, state: Schema.optional(ProcessState), definition: definitionQuery },
      success: Page(Process)
    })
      .annotate(Requires, "processes:read")
      .annotate(OpenApi.Summary, "List the processes, newest first"),
    HttpApiEndpoint.get("process", "/suite/processes/:processId", {
      params,
      success: ProcessFile,
      error: NotFoundProblem
    })
      .annotate(Requires, "processes:read")
      .annotate(OpenApi.Summary, "One process: its steps, what it waits for, and its history"),
    HttpApiEndpoint.post("decide", "/suite/processes/:processId/decision", {
      params,
      headers: UpdateHeaders,
      payload: Decision,
      success: ProcessFile,
      error: [...steered, DecidedByStarterProblem, PermissionDeniedProblem]
    })
      .annotate(Requires, "processes:decide")
      .annotate(OpenApi.Summary, "Decide at a step that waits for a person"),
    HttpApiEndpoint.post("cancelProcess", "/suite/processes/:processId/cancel", {
      params,
      headers: UpdateHeaders,
      success: ProcessFile,
      error: steered
    })
      .annotate(Requires, "processes:write")
      .annotate(OpenApi.Summary, "Undo a process: what was done is compensated, last first"),
    HttpApiEndpoint.post("retryProcess", "/suite/processes/:processId/retry", {
      params,
      headers: UpdateHeaders,
      success: ProcessFile,
      error: steered
    })
      .annotate(Requires, "processes:write")
      .annotate(OpenApi.Summary, "Try the step that failed again"),
    HttpApiEndpoint.get("dashboard", "/suite/dashboard", {
      query: { stuckHours },
      success: SuiteDashboard
    })
      .annotate(Requires, "processes:read")
      .annotate(OpenApi.Summary, "Balances, open items, failing steps and stuck money, in one answer"),
    HttpApiEndpoint.get("alerts", "/suite/alerts", {
      query: { ...PageQuery, open: Schema.optional(Schema.Literals(["true", "false"])) },
      success: Page(ConservationAlert)
    })
      .annotate(Requires, "processes:read")
      .annotate(
        OpenApi.Summary,
        "Money that ended processes have left on clearing accounts, with the first event that broke it"
      ),
    HttpApiEndpoint.get("routes", "/suite/routes", {
      query: { capability: Capability },
      success: RoutesOfCapability
    })
      .annotate(Requires, "providers:read")
      .annotate(
        OpenApi.Summary,
        "The connections for a capability, in fallback order, and how they are doing"
      ),
    HttpApiEndpoint.put("setOrder", "/suite/fallback-order", {
      headers: UpdateHeaders,
      payload: NewOrder,
      success: FallbackOrder,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "providers:admin")
      .annotate(OpenApi.Summary, "Set the fallback order of a capability; If-Match 0 where none was set")
  )
  .annotateEndpoints(RefusesCardNumbers, true)
  .middleware(Credential)
  .annotate(OpenApi.Title, "Finance suite")
  .annotate(
    OpenApi.Description,
    "Processes over several providers: durable steps, decisions of people, compensation. What is unknown is waited " +
      "for: nothing is sent again, and no other provider is asked."
  ) {}
