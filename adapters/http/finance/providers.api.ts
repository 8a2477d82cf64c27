import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Capability,
  Connection,
  ConnectionId,
  Environment,
  Intent,
  IntentId,
  IntentState,
  NewConnection,
  ProviderName,
  SecretRotation
} from "../../../domain/finance/providers/model/index.ts"
import { RequestedJob } from "../../../domain/platform/jobs/model/index.ts"
import { Credential } from "../contract/Credential.ts"
import { IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem } from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { HoldsSecrets, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import {
  ConnectionFieldsRefusedProblem,
  UnknownProviderProblem,
  VaultClosedProblem
} from "./providers.problems.ts"

const created = HttpApiSchema.status(201)

const Field = Schema.Struct({
  name: Schema.String.annotate({ examples: ["clientId"] }),
  label: Schema.String.annotate({ examples: ["Identifiant client"] }),
  optional: Schema.Boolean
}).annotate({ identifier: "ConnectionField" })

const Provider = Schema.Struct({
  name: ProviderName,
  title: Schema.String.annotate({ examples: ["Swan"] }),
  environments: Schema.Array(Environment),
  startsDisabled: Schema.NullOr(Schema.String).annotate({
    description: "Why a new connection starts disabled; null where it starts enabled",
    examples: [null]
  }),
  settings: Schema.Array(Field),
  secrets: Schema.Array(Field),
  capabilities: Schema.Array(
    Schema.Struct({ name: Capability, text: Schema.String, supported: Schema.Boolean })
  ).annotate({
    description: "What can be asked of a provider of this kind, and whether this one is asked",
    examples: [[{ name: "banking.transfer", text: "émettre un virement", supported: true }]]
  }),
  unknown: Schema.Array(Schema.String).annotate({
    description: "What no source states of this provider, and what the service therefore refuses",
    examples: [["Délai d'attente à régler pour ses réponses : non documenté."]]
  })
}).annotate({ identifier: "FinanceProvider" })

export class ProvidersApi extends HttpApiGroup.make("providers")
  .add(
    HttpApiEndpoint.get("providers", "/finance/providers", { success: Schema.Array(Provider) })
      .annotate(Requires, "providers:read")
      .annotate(OpenApi.Summary, "The finance providers: what they support, and what is not known of them"),
    HttpApiEndpoint.get("connections", "/finance/connections", {
      query: PageQuery,
      success: Page(Connection)
    })
      .annotate(Requires, "providers:read")
      .annotate(OpenApi.Summary, "List the connections to providers, without their secrets"),
    HttpApiEndpoint.post("connect", "/finance/connections", {
      headers: WriteHeaders,
      payload: NewConnection,
      success: Connection.pipe(created),
      error: [ConnectionFieldsRefusedProblem, UnknownProviderProblem, VaultClosedProblem]
    })
      .annotate(Requires, "providers:admin")
      .annotate(HoldsSecrets, true)
      .annotate(OpenApi.Summary, "Connect to a provider; the secrets are sealed and never shown again"),
    HttpApiEndpoint.get("connection", "/finance/connections/:connectionId", {
      params: { connectionId: ConnectionId },
      success: Connection,
      error: NotFoundProblem
    })
      .annotate(Requires, "providers:read")
      .annotate(OpenApi.Summary, "One connection, without its secrets"),
    HttpApiEndpoint.post("rotateSecrets", "/finance/connections/:connectionId/rotate", {
      params: { connectionId: ConnectionId },
      headers: UpdateHeaders,
      payload: SecretRotation,
      success: Connection,
      error: [
        ConnectionFieldsRefusedProblem,
        NotFoundProblem,
        UnknownProviderProblem,
        VaultClosedProblem,
        VersionConflictProblem
      ]
    })
      .annotate(Requires, "providers:admin")
      .annotate(HoldsSecrets, true)
      .annotate(OpenApi.Summary, "Put new secrets in place of the old ones"),
    HttpApiEndpoint.post("enableConnection", "/finance/connections/:connectionId/enable", {
      params: { connectionId: ConnectionId },
      headers: UpdateHeaders,
      success: Connection,
      error: [
        ConnectionFieldsRefusedProblem,
        IllegalTransitionProblem,
        NotFoundProblem,
        UnknownProviderProblem,
        VersionConflictProblem
      ]
    })
      .annotate(Requires, "providers:admin")
      .annotate(OpenApi.Summary, "Enable a connection"),
    HttpApiEndpoint.post("disableConnection", "/finance/connections/:connectionId/disable", {
      params: { connectionId: ConnectionId },
      headers: UpdateHeaders,
      success: Connection,
      error: [IllegalTransitionProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "providers:admin")
      .annotate(OpenApi.Summary, "Disable a connection: nothing more is sent through it"),
    HttpApiEndpoint.post("testConnection", "/finance/connections/:connectionId/test", {
      params: { connectionId: ConnectionId },
      headers: WriteHeaders,
      success: RequestedJob.pipe(HttpApiSchema.status(202)),
      error: NotFoundProblem
    })
      .annotate(Requires, "providers:admin")
      .annotate(OpenApi.Summary, "Test a connection; how it ends stands on the connection"),
    HttpApiEndpoint.get("intents", "/finance/intents", {
      query: { ...PageQuery, state: Schema.optional(IntentState) },
      success: Page(Intent)
    })
      .annotate(Requires, "providers:read")
      .annotate(OpenApi.Summary, "What was asked of providers, newest first"),
    HttpApiEndpoint.get("intent", "/finance/intents/:intentId", {
      params: { intentId: IntentId },
      success: Intent,
      error: NotFoundProblem
    })
      .annotate(Requires, "providers:read")
      .annotate(OpenApi.Summary, "One request to a provider, and what came of it"),
    HttpApiEndpoint.post("settleIntent", "/finance/intents/:intentId/settle", {
      params: { intentId: IntentId },
      headers: WriteHeaders,
      success: RequestedJob.pipe(HttpApiSchema.status(202)),
      error: [IllegalTransitionProblem, NotFoundProblem]
    })
      .annotate(Requires, "providers:admin")
      .annotate(
        OpenApi.Summary,
        "Go on now with a request that is not settled; what was sent is asked for, never sent again"
      )
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Finance providers")
  .annotate(OpenApi.Description, "Providers, connections to them, and what was asked of them") {}
