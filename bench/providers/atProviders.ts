import { Schema } from "effect"
import { paymentsDocument } from "../../adapters/swan/documents/payments.ts"
import { accountOf, type NmiState } from "../../simulators/nmi/nmiSimulator.ts"

const Token = Schema.Struct({ access_token: Schema.String })
const Page = Schema.Struct({
  data: Schema.Struct({
    payments: Schema.Struct({
      pageInfo: Schema.Struct({ hasNextPage: Schema.Boolean, endCursor: Schema.NullOr(Schema.String) }),
      edges: Schema.Array(
        Schema.Struct({
          node: Schema.Struct({
            transactions: Schema.Struct({
              edges: Schema.Array(
                Schema.Struct({ node: Schema.Struct({ externalReference: Schema.NullOr(Schema.String) }) })
              )
            })
          })
        })
      )
    })
  })
})

export interface BankRecord {
  readonly payments: number
  readonly references: ReadonlyArray<string>
}

/** How many payments the simulated bank has for a client id, and our reference of each transfer in them, as often as it has it. */
export const transfersAt = async (url: string, clientId: string): Promise<BankRecord> => {
  const form = new URLSearchParams({
    client_id: clientId,
    client_secret: "secret",
    grant_type: "client_credentials"
  })
  const given: unknown = await (await fetch(`${url}/oauth2/token`, { method: "POST", body: form })).json()
  const { access_token: token } = Schema.decodeUnknownSync(Token)(given)
  const found: Array<string> = []
  let payments = 0
  for (let after: string | null = null, more = true; more;) {
    const answer = await fetch(`${url}/sandbox-partner/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: paymentsDocument, variables: { first: 100, after } })
    })
    const body: unknown = await answer.json()
    const { edges, pageInfo } = Schema.decodeUnknownSync(Page)(body).data.payments
    payments += edges.length
    for (const { node } of edges) {
      for (const { node: transaction } of node.transactions.edges)
        found.push(transaction.externalReference ?? "")
    }
    after = pageInfo.endCursor
    more = pageInfo.hasNextPage
  }
  return { payments, references: found }
}

/** The order of each sale that the simulated gateway has taken for a security key, as often as it was taken, and their sum in cents. */
export const salesAt = (state: NmiState, securityKey: string) => {
  const taken = accountOf(state, securityKey).transactions.filter(({ actions }) =>
    actions.some(({ success, type }) => success && type === "sale")
  )
  return {
    orders: taken.map(({ orderId }) => orderId),
    cents: taken.reduce((sum, { cents }) => sum + cents, 0n)
  }
}
