import { Effect, Redacted, Schema } from "effect"
import { paymentsDocument } from "../../../adapters/swan/documents/payments.ts"
import { SwanServer } from "./bankWorld.ts"

const Token = Schema.Struct({ access_token: Schema.String })
const Payments = Schema.Struct({
  data: Schema.Struct({ payments: Schema.Struct({ edges: Schema.Array(Schema.Unknown) }) })
})

/** How many payments the simulator has in the project of this client id. */
export const paymentsAt = (clientId: Redacted.Redacted) =>
  Effect.flatMap(SwanServer, ({ url }) => paymentsOf(url, Redacted.value(clientId)))

/** The same at a simulator of this address. */
export const paymentsOf = (url: string, clientId: string) =>
  Effect.map(
    queried(url, clientId, paymentsDocument),
    (listed) => Schema.decodeUnknownSync(Payments)(listed).data.payments.edges.length
  )

const Waiting = Schema.Struct({
  data: Schema.Struct({
    payments: Schema.Struct({
      edges: Schema.NonEmptyArray(
        Schema.Struct({
          node: Schema.Struct({
            statusInfo: Schema.Struct({ consent: Schema.Struct({ consentUrl: Schema.String }) })
          })
        })
      )
    })
  })
})

/** Where the newest payment of the project waits for its consent: a person may know, and we not. */
export const consentUrlAt = (clientId: Redacted.Redacted) =>
  Effect.gen(function* () {
    const { url } = yield* SwanServer
    const listed = yield* queried(url, Redacted.value(clientId), paymentsDocument)
    const [newest] = Schema.decodeUnknownSync(Waiting)(listed).data.payments.edges
    return newest.node.statusInfo.consent.consentUrl
  })

/** The first page of a list, asked of the simulator by the project itself. */
export const queried = (url: string, clientId: string, query: string) =>
  Effect.promise(async (): Promise<unknown> => {
    const form = new URLSearchParams({
      client_id: clientId,
      client_secret: "secret",
      grant_type: "client_credentials"
    })
    const given: unknown = await (await fetch(`${url}/oauth2/token`, { method: "POST", body: form })).json()
    const { access_token: token } = Schema.decodeUnknownSync(Token)(given)
    const answer = await fetch(`${url}/sandbox-partner/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { first: 100, after: null } })
    })
    return answer.json()
  })
