import { fromMinor } from "../../domain/shared/Money.ts"
import { escaped, htmlPage } from "./htmlPage.ts"
import type { SimulatedConsent, SwanState } from "./SwanState.ts"

/**
 * Where a person would prove who they are at Swan; here, two buttons. Says in both languages that nothing is real. Swan
 * sends the person back by itself; here a link does, so that whoever tries it sees what was decided.
 */
export const consentPage = (state: SwanState, consent: SimulatedConsent): string => {
  const { id, redirectUrl, status } = consent
  const back = new URL(redirectUrl)
  back.searchParams.set("consentId", id)
  const form =
    status === "Created"
      ? `<form method="post"><button name="decision" value="accept">Accepter / Accept</button>
<button name="decision" value="refuse">Refuser / Refuse</button></form>`
      : `<p><strong>${decided[status]}</strong></p>${nextOf(consent)}
<p><a href="${escaped(back.href)}">Retour / Back</a></p>`
  const lines = linesOf(state, consent).map((line) => `<li>${escaped(line)}</li>`)
  return htmlPage("Simulation : consentement", `<ul>${lines.join("")}</ul>\n${form}`)
}

const linesOf = (
  { cards, mandates, payments, standingOrders, transactions }: SwanState,
  { about }: SimulatedConsent
): ReadonlyArray<string> => {
  if ("paymentId" in about) {
    const payment = payments.find(({ id }) => id === about.paymentId)
    return (payment?.transfers ?? []).map(({ minor, name }) => `${fromMinor(minor, 2)} EUR → ${name}`)
  }
  if ("mandateId" in about) {
    const mandate = mandates.find(({ id }) => id === about.mandateId)
    return [`Rétablir le mandat / Resume the mandate : ${mandate?.creditor.name ?? ""}`]
  }
  if ("standingOrderId" in about) {
    const order = standingOrders.find(({ id }) => id === about.standingOrderId)
    return [
      `Virement permanent / Standing order : ${fromMinor(order?.minor ?? 0n, 2)} EUR → ${order?.name ?? ""}`
    ]
  }
  if ("membershipId" in about) return ["Membre du compte / Member of the account"]
  if ("returnOf" in about) {
    const debit = transactions.find(({ id }) => id === about.returnOf)
    return [`Faire revenir / Bring back : ${fromMinor(debit?.minor ?? 0n, 2)} EUR`]
  }
  return cardLines(cards, about)
}

const cardLines = (
  cards: SwanState["cards"],
  about: Extract<SimulatedConsent["about"], { readonly cardId: string }>
): ReadonlyArray<string> => {
  const card = cards.find(({ id }) => id === about.cardId)
  if ("numbers" in about)
    return [`Voir les numéros / See the numbers : ${card?.name ?? ""} ${card?.masked ?? ""}`]
  const what = "change" in about ? "Changer la carte / Change the card" : "Nouvelle carte / New card"
  const { limit } = "change" in about ? about.change : { limit: card?.limit ?? null }
  const upTo = limit === null ? "" : `, ${fromMinor(limit.minor, 2)} EUR (${limit.period})`
  return [`${what} : ${card?.name ?? ""} ${card?.masked ?? ""}${upTo}`]
}

const noNumbers = `<p>Swan montrerait ici le numéro et le code de la carte. Une carte simulée n'en a pas.</p>
<p lang="en">Swan would show the number and the code of the card here. A simulated card has none.</p>`

const nextOf = ({ about, status }: SimulatedConsent) =>
  "numbers" in about
    ? status === "Accepted"
      ? noNumbers
      : ""
    : "cardId" in about && status === "Accepted"
      ? `<p><a href="/cards/${about.cardId}">Payer avec la carte / Pay with the card</a></p>`
      : ""

const decided = {
  Canceled: "Consentement annulé / Consent cancelled",
  Accepted: "Consentement donné / Consent given",
  CustomerRefused: "Consentement refusé / Consent refused",
  Expired: "Consentement expiré / Consent expired"
} as const
