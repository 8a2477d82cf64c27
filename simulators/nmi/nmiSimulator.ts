import { delivered, misordered } from "../host/deliveries.ts"
import type { Simulator } from "../host/Simulator.ts"
import { rejected, refusedWith, wireText } from "./gatewayAnswer.ts"
import { settleBatch, signedDelivery, updateCards } from "./gatewayEvents.ts"
import { type MerchantAccount, newAccount } from "./MerchantAccount.ts"
import { errorReport, queryReport } from "./queryReport.ts"
import { transact } from "./transact.ts"

/** What a test looks at, beside the wire: the accounts by security key, and what comes next. */
export interface NmiState {
  readonly accounts: Map<string, MerchantAccount>
  /** How many of the next payments are answered with code 301, before any effect. */
  rateLimited: number
}

/**
 * NMI's classic Payment and Query APIs, simulated, in test mode. A security key that begins with `bad` is refused;
 * any other has an account of its own. Besides the wire: `POST /simulation/settle` runs the nightly batch,
 * `POST /simulation/update-cards` the updater of cards (`word`: automaticallyupdated, contactcustomer, closedaccount) and
 * `POST /simulation/webhooks` delivers what happened, each with JSON `{ "securityKey": … }`.
 */
export const nmiSimulator = (state: NmiState = newState()): Simulator => ({
  name: "nmi",
  title: "NMI",
  answer: async (request) => {
    const { pathname } = new URL(request.url)
    if (request.method !== "POST") return new Response("Not found\n", { status: 404 })
    const body = await request.text()
    switch (pathname) {
      case "/api/transact.php":
        return text(payment(state, new URLSearchParams(body)), "text/html; charset=UTF-8")
      case "/api/query.php":
        return text(report(state, new URLSearchParams(body)), "text/xml; charset=UTF-8")
      case "/simulation/settle":
        return Response.json({ simulation: true, settled: settleBatch(accountOf(state, keyIn(body))) })
      case "/simulation/update-cards":
        updateCards(accountOf(state, keyIn(body)), textIn(JSON.parse(body), "word"))
        return Response.json({ simulation: true })
      case "/simulation/webhooks":
        return deliver(state, body)
      default:
        return new Response("Not found\n", { status: 404 })
    }
  }
})

export const newState = (): NmiState => ({ accounts: new Map(), rateLimited: 0 })

/** The account of a security key; made when it is new. */
export const accountOf = ({ accounts }: NmiState, key: string): MerchantAccount => {
  const known = accounts.get(key)
  if (known !== undefined) return known
  const made = newAccount()
  accounts.set(key, made)
  return made
}

const text = (content: string, type: string) => new Response(content, { headers: { "content-type": type } })

const isRefused = (key: string) => key === "" || key.startsWith("bad")

const payment = (state: NmiState, form: URLSearchParams): string => {
  const key = form.get("security_key") ?? ""
  if (isRefused(key)) return wireText(rejected("Authentication Failed"))
  if (state.rateLimited > 0) {
    state.rateLimited--
    return wireText(refusedWith("301", "Rate limit exceeded"))
  }
  return wireText(transact(accountOf(state, key), form, Date.now()))
}

const report = (state: NmiState, form: URLSearchParams): string => {
  const key = form.get("security_key") ?? ""
  return isRefused(key) ? errorReport("Authentication Failed") : queryReport(accountOf(state, key), form)
}

/** Delivers each event that was not yet delivered; `copies`, `reversed` and `dropEvery` make it misbehave. */
const deliver = async (state: NmiState, body: string): Promise<Response> => {
  const read: unknown = JSON.parse(body)
  const { events } = accountOf(state, keyIn(body))
  const [url, signingKey] = [textIn(read, "url"), textIn(read, "signingKey")]
  const order = {
    copies: Number(textIn(read, "copies") || "1"),
    dropEvery: Number(textIn(read, "dropEvery") || "0"),
    reversed: textIn(read, "reversed") === "true"
  }
  const waiting = events.splice(0, events.length)
  const statuses = await delivered(misordered(waiting, order), (event) => {
    const { content, header } = signedDelivery(event, signingKey)
    return { url, headers: { "webhook-signature": header }, body: content }
  })
  return Response.json({ simulation: true, statuses })
}

const keyIn = (body: string) => textIn(JSON.parse(body), "securityKey")

const textIn = (json: unknown, name: string): string => {
  if (typeof json !== "object" || json === null || !(name in json)) return ""
  return String(Reflect.get(json, name))
}
