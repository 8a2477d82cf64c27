import { Effect, Redacted, Schema } from "effect"
import { swanAdapter } from "../../../adapters/swan/swanAdapter.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import {
  ConnectionId,
  type OpenConnection,
  ProviderName
} from "../../../domain/finance/providers/model/index.ts"
import { serveSimulator } from "../../../simulators/host/serveSimulator.ts"
import { swanSimulator } from "../../../simulators/swan/swanSimulator.ts"

/** A connection of its own project at the simulator. */
export const swanConnection = (settings: Readonly<Record<string, string>> = { userId: "user-1" }) =>
  ({
    id: ConnectionId.make(uuidV7()),
    version: 1,
    provider: ProviderName.make("swan"),
    environment: "simulation",
    settings,
    secrets: { clientId: Redacted.make(`client-${uuidV7()}`), clientSecret: Redacted.make("secret") }
  }) satisfies OpenConnection

/** A running simulator and the banking port over it, without its own capability checks in between. */
export const swanAtWork = Effect.gen(function* () {
  const running = yield* serveSimulator(swanSimulator())
  const { banking, probe } = yield* swanAdapter(running.url)
  if (banking === undefined) return yield* Effect.die("no banking port")
  return { ...running, banking, probe }
})

/** What a person does on the page of a consent. */
export const decideConsent = (url: string, decision: "accept" | "refuse") =>
  Effect.promise(() =>
    fetch(url, { method: "POST", body: new URLSearchParams({ decision }), redirect: "manual" }).then(
      (answer) => answer.text()
    )
  )

const Token = Schema.Struct({ access_token: Schema.String })
const Done = Schema.Struct({
  data: Schema.Struct({
    result: Schema.Struct({ __typename: Schema.String, transactionId: Schema.optionalKey(Schema.String) })
  })
})

/** What the rest of the world does, by the Testing API. Answers the transaction's id. */
export const elsewhere = (
  url: string,
  clientId: Redacted.Redacted,
  document: string,
  input: Schema.JsonObject
) => asked(url, "sandbox-partner-admin", clientId, document, input)

/** A mutation of the Partner API, by the project. */
export const partner = (
  url: string,
  clientId: Redacted.Redacted,
  document: string,
  input: Schema.JsonObject
) => asked(url, "sandbox-partner", clientId, document, input)

const asked = (
  url: string,
  api: string,
  clientId: Redacted.Redacted,
  document: string,
  input: Schema.JsonObject
) =>
  Effect.promise(async () => {
    const credentials = { client_id: Redacted.value(clientId), client_secret: "secret" }
    const form = new URLSearchParams({ ...credentials, grant_type: "client_credentials" })
    const given: unknown = await (await fetch(`${url}/oauth2/token`, { method: "POST", body: form })).json()
    const { access_token: token } = Schema.decodeUnknownSync(Token)(given)
    const answer = await fetch(`${url}/${api}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: document, variables: { input } })
    })
    const done: unknown = await answer.json()
    return Schema.decodeUnknownSync(Done)(done).data.result
  })
