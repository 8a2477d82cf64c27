import { fromMinor } from "../../domain/shared/Money.ts"
import { authorise, debitDue } from "./cardPayments.ts"
import { escaped, htmlPage } from "./htmlPage.ts"
import { simulatedEvents } from "./notify.ts"
import type { SimulatedCard } from "./SimulatedCard.ts"
import { minorOf, type SwanState } from "./SwanState.ts"

/**
 * `GET /cards/{id}`: a card of the simulation, with a till to pay at. `POST` pays (`amount`, `merchant`, `code`,
 * `category`), or says where the project's payment control and notifications go (`address`, `secret`, `controlSecret`), as Swan's dashboard does.
 */
export const cardPages = async (request: Request, id: string, state: SwanState | undefined) => {
  const card = state?.cards.find((one) => one.id === id)
  if (state === undefined || card === undefined) return new Response("Not found\n", { status: 404 })
  const form = new URLSearchParams(request.method === "POST" ? await request.text() : "")
  const said = form.has("address")
    ? connect(state, form)
    : form.has("amount")
      ? await pay(state, card, form)
      : ""
  if (state.booksAfter !== null) debitDue(state, state.booksAfter)
  return new Response(page(state, card, said), { headers: { "content-type": "text/html; charset=utf-8" } })
}

const pay = async (state: SwanState, card: SimulatedCard, form: URLSearchParams) => {
  const amount = { value: form.get("amount") ?? "", currency: "EUR" }
  if (minorOf(amount) === undefined)
    return "Un montant en euros, comme 12.50 / An amount in euros, such as 12.50"
  const made = await authorise(state, {
    cardId: card.id,
    amount,
    cardTransactionCategory: form.get("category") ?? "eCommerce",
    merchant: {
      id: `M-${form.get("code") ?? "5734"}`,
      name: form.get("merchant") ?? "Boutique simulée",
      code: form.get("code") ?? "5734"
    }
  })
  if (made?.status !== "Rejected") return "Paiement accepté / Payment accepted"
  return `Paiement refusé / Payment refused : ${made.reason ?? ""}`
}

/** `address` is the one that the service gave for notifications: they go there, payment control to what is under it. */
const connect = (state: SwanState, form: URLSearchParams) => {
  const [address, secret] = [form.get("address") ?? "", form.get("secret") ?? ""]
  const controlSecret = form.get("controlSecret") ?? ""
  if (!URL.canParse(address)) return "Une adresse complète / A whole address: http://…/v2/hooks/in/swan/…"
  state.control = controlSecret === "" ? null : { url: `${address}/authorisations`, secret: controlSecret }
  state.subscriptions.splice(0, state.subscriptions.length, {
    id: crypto.randomUUID(),
    label: "Simulation",
    endpoint: address,
    secret,
    eventTypes: simulatedEvents
  })
  return "Le service sera prévenu et consulté / The service will be told and asked"
}

const page = (state: SwanState, card: SimulatedCard, said: string) => {
  const moved = state.transactions
    .filter((one) => one.card?.cardId === card.id)
    .map(
      ({ counterparty, minor, reason, status, type }) =>
        `<li>${type} · ${fromMinor(minor, 2)} EUR · ${escaped(counterparty)} · ${status} ${reason ?? ""}</li>`
    )
  return htmlPage(
    `Simulation : carte ${card.masked}`,
    `<p>${escaped(card.name ?? "")} · ${card.status}</p>
<p><strong>${escaped(said)}</strong></p>
<form method="post">
<label>Montant / Amount (EUR) <input name="amount" value="12.50" inputmode="decimal"></label>
<label>Commerçant / Merchant <input name="merchant" value="Boutique simulée"></label>
<label>Secteur / Category (MCC) <input name="code" value="5734" pattern="[0-9]{4}"></label>
<select name="category"><option>eCommerce</option><option>InStore</option><option>Withdrawal</option></select>
<button>Payer / Pay</button></form>
<ul>${moved.join("")}</ul>
<h2>Service</h2>
<p>Swan demande à votre service s'il accepte chaque paiement, et le prévient de ce qui bouge.</p>
<p lang="en">Swan asks your service about each payment, and tells it what moves.</p>
<form method="post">
<label>Adresse / Address <input name="address" size="60" value="${escaped(state.subscriptions[0]?.endpoint ?? "")}"></label>
<label>webhookSecret <input name="secret" value=""></label>
<label>paymentControlSecret <input name="controlSecret" value=""></label>
<button>Relier / Connect</button></form>`
  )
}
