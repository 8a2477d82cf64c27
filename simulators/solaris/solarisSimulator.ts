import { randomUUID } from "node:crypto"
import { Schema } from "effect"
import type { Simulator } from "../host/Simulator.ts"
import { apply, look, makeLoan, payOut } from "./applications.ts"
import { decide, emptyLendingBook, issuePayout, type LendingBook } from "./LendingBook.ts"
import { failed, sent } from "./lendingAnswer.ts"
import { deliver, subscribe } from "./webhooks.ts"

/** What a trial sets and looks at, beside the wire: the books by client id, and whether a payout is told in its answer. */
export interface SolarisState {
  readonly books: Map<string, LendingBook>
  readonly tokens: Map<string, string>
  readonly payouts: "answered" | "notified"
}

export const newSolarisState = (payouts: SolarisState["payouts"] = "answered"): SolarisState => ({
  books: new Map(),
  tokens: new Map(),
  payouts
})

/**
 * Solaris's business fronting loans as far as they are documented: tokens, applications, loans, payouts, signed
 * webhooks. A client id that begins with `refused` gets no token; any other has a book of its own. A scoring ends at
 * the next look; `POST /simulation/decisions` decides otherwise, `POST /simulation/webhooks` delivers what happened.
 */
export const solarisSimulator = (state: SolarisState = newSolarisState()): Simulator => ({
  name: "solaris",
  title: "Solaris",
  answer: async (request) => {
    const { pathname } = new URL(request.url)
    const body = request.method === "GET" ? "" : await request.text()
    if (pathname === "/oauth2/token") return token(state, request, body)
    const bearer = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? ""
    const client = state.tokens.get(bearer)
    if (client === undefined) return failed(401, "invalid_token", "The token is unknown or has ended")
    const book = state.books.get(client) ?? emptyLendingBook()
    state.books.set(client, book)
    return await routed(state, book, `${request.method} ${pathname}`, body)
  }
})

/** The client is in the header, the grant in the form. */
const token = ({ tokens }: SolarisState, request: Request, body: string): Response => {
  const given = /^Basic (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? ""
  const [client = "", secret = ""] = Buffer.from(given, "base64").toString().split(":")
  const form = new URLSearchParams(body)
  const granted =
    client !== "" &&
    secret !== "" &&
    !client.startsWith("refused") &&
    form.get("grant_type") === "client_credentials" &&
    form.get("scope") === "partners"
  if (!granted) return failed(401, "invalid_token", "The client is unknown")
  const made = randomUUID()
  tokens.set(made, client)
  return Response.json({ access_token: made, expires_in: 3599, scope: "partners", token_type: "bearer" })
}

const routes =
  /^(GET|POST|PUT) \/v1\/businesses\/([^/]+)\/fronting_loan_applications(?:\/([^/]+)(?:\/(loan|payout))?)?$/

const routed = (
  { payouts }: SolarisState,
  book: LendingBook,
  route: string,
  body: string
): Promise<Response> | Response => {
  if (route === "POST /v1/webhooks") return subscribe(book, body)
  if (route === "POST /simulation/webhooks") return deliver(book, body)
  if (route === "POST /simulation/decisions") return decideNow(book, body)
  const [, method, businessId = "", id, part] = routes.exec(route) ?? []
  if (method === "POST" && id === undefined) return apply(book, businessId, body)
  const application = id === undefined ? undefined : book.applications.get(id)
  if (application?.business_id !== businessId) return failed(404, "model_not_found", "Not found")
  if (method === "GET" && part === undefined) return look(book, application)
  if (method === "PUT" && part === "loan") return makeLoan(book, application, body)
  if (method === "POST" && part === "payout") return payOut(book, application, body, payouts)
  return failed(404, "model_not_found", "Not found")
}

const Decision = Schema.Struct({
  application_id: Schema.String,
  status: Schema.Literals([
    "scoring_pending",
    "risk_report_pending",
    "pending",
    "identification_pending",
    "cdd_pending",
    "approved",
    "rejected",
    "payout_issued"
  ])
})

/** Ours, for trials: where an application stands now, or that the money of its loan has left. */
const decideNow = (book: LendingBook, body: string) =>
  sent(Decision, body, ({ application_id, status }) => {
    const application = book.applications.get(application_id)
    if (application === undefined) return failed(404, "model_not_found", "Not found")
    if (status === "payout_issued") issuePayout(book, application)
    else decide(book, application, status)
    return Response.json({ simulation: true })
  })
