import { DateTime, type Redacted, Result, Schema } from "effect"
import { IllegalTransition } from "../../../shared/errors.ts"
import { Instant } from "../../../shared/Instant.ts"
import { Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { Environment, ProviderName } from "./Provider.ts"

export const ConnectionId = Uuid.pipe(Schema.brand("ConnectionId"))
export type ConnectionId = typeof ConnectionId.Type

export const ConnectionState = Schema.Literals(["enabled", "disabled"])
export type ConnectionState = typeof ConnectionState.Type

const Settings = Schema.Record(Schema.String, Schema.String).annotate({
  description:
    "What the provider needs to know and everybody may: GET /v2/finance/providers names the fields",
  examples: [{ accountId: "8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11" }]
})

const Secrets = Schema.Record(Schema.String, Schema.String).annotate({
  description:
    "The credentials, stored sealed and never shown again: GET /v2/finance/providers names the fields",
  examples: [{ clientId: "SANDBOX_example", clientSecret: "the secret that the provider showed you" }]
})

/** How the last test of a connection ended. `code` is `ok` or the name of a failure. */
export const ConnectionTest = Schema.Struct({
  at: Instant,
  ok: Schema.Boolean,
  code: Schema.String.annotate({ examples: ["ok"] }),
  fr: Schema.String.annotate({ examples: ["Swan a répondu."] }),
  en: Schema.String.annotate({ examples: ["Swan answered."] })
}).annotate({ identifier: "ConnectionTest" })
export type ConnectionTest = typeof ConnectionTest.Type

/** The company's access to a provider, in one environment. Its secrets are sealed elsewhere and never read out. */
export const Connection = Schema.Struct({
  id: ConnectionId,
  provider: ProviderName,
  environment: Environment,
  label: Schema.String.annotate({ examples: ["Swan, compte principal"] }),
  settings: Settings,
  state: ConnectionState,
  secretNames: Schema.Array(Schema.String).annotate({
    description: "Which secrets are kept, by name",
    examples: [["clientId", "clientSecret"]]
  }),
  lastTest: Schema.NullOr(ConnectionTest),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "ProviderConnection",
  examples: [
    {
      id: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      provider: ProviderName.make("swan"),
      environment: "sandbox",
      label: "Swan, compte principal",
      settings: {},
      state: "enabled",
      secretNames: ["clientId", "clientSecret"],
      lastTest: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 1
    }
  ]
})
export type Connection = typeof Connection.Type

export const NewConnection = Schema.Struct({
  provider: ProviderName,
  environment: Environment,
  label: Label,
  settings: Settings,
  secrets: Secrets
}).annotate({ identifier: "NewProviderConnection" })
export type NewConnection = typeof NewConnection.Type

/** New credentials of a connection: all of them, in place of the old ones. */
export const SecretRotation = Schema.Struct({ secrets: Secrets }).annotate({ identifier: "SecretRotation" })
export type SecretRotation = typeof SecretRotation.Type

/** A connection with its credentials, for the time of a call. Its secrets are redacted wherever they are printed. */
export interface OpenConnection {
  readonly id: ConnectionId
  /** Grows with each change: what was kept for an older version (such as an access token) is not used again. */
  readonly version: number
  readonly provider: ProviderName
  readonly environment: Environment
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, Redacted.Redacted>>
}

/** The steps that a connection can take, and nothing else. */
export const connectionTransitions: Readonly<Record<ConnectionState, ReadonlyArray<ConnectionState>>> = {
  enabled: ["disabled"],
  disabled: ["enabled"]
}

/** The state asked for, or the states that are possible. */
export const connectionStep = (
  { id, state }: Pick<Connection, "id" | "state">,
  to: ConnectionState
): Result.Result<ConnectionState, IllegalTransition> => {
  const allowed = connectionTransitions[state]
  return allowed.includes(to)
    ? Result.succeed(to)
    : Result.fail(
        new IllegalTransition({ entity: "ProviderConnection", id, from: state, attempted: to, allowed })
      )
}
