import type { SimulatedConsent, SimulatedPayment } from "./SwanState.ts"
import { fromMinor } from "../../domain/shared/Money.ts"

/**
 * Where a person would prove who they are at Swan; here, two buttons. Says in both languages that nothing is real. Swan
 * sends the person back by itself; here a link does, so that whoever tries it sees what was decided.
 */
export const consentPage = (
  { transfers }: SimulatedPayment,
  { id, redirectUrl, status }: SimulatedConsent
): string => {
  const back = new URL(redirectUrl)
  back.searchParams.set("consentId", id)
  const lines = transfers
    .map(({ minor, name }) => `<li>${fromMinor(minor, 2)} EUR → ${escaped(name)}</li>`)
    .join("")
  const form =
    status === "Created"
      ? `<form method="post"><button name="decision" value="accept">Accepter / Accept</button>
<button name="decision" value="refuse">Refuser / Refuse</button></form>`
      : `<p><strong>${decided[status]}</strong></p><p><a href="${escaped(back.href)}">Retour / Back</a></p>`
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Simulation Swan</title></head>
<body style="font-family: system-ui; max-width: 42rem; margin: 3rem auto; line-height: 1.5">
<h1>Simulation : consentement</h1>
<p>Ceci est une simulation de Swan : aucun argent ne bouge.</p>
<p lang="en">This is a simulation of Swan: no money moves.</p>
<ul>${lines}</ul>
${form}
</body></html>
`
}

const decided = {
  Accepted: "Consentement donné / Consent given",
  CustomerRefused: "Consentement refusé / Consent refused",
  Expired: "Consentement expiré / Consent expired"
} as const

const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
