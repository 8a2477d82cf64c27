import type { SimulatedEvent, Subscription } from "./SwanState.ts"

/** What the simulator tells its subscribers. */
export const simulatedEvents = [
  "Account.Created",
  "AccountHolder.Updated",
  "AccountMembership.Updated",
  "Card.Created",
  "Card.Updated",
  "Consent.Created",
  "Consent.Granted",
  "Consent.Refused",
  "Onboarding.Created",
  "Onboarding.Updated",
  "Transaction.Booked",
  "Transaction.Canceled",
  "Transaction.Pending",
  "Transaction.Rejected",
  "Transaction.Released",
  "Transaction.Upcoming"
] as const

/** Posts a notification as Swan does: a thin body and the shared secret in a header; three tries, then it is lost. */
export const notify = async (
  { endpoint, secret }: Subscription,
  projectId: string,
  { at, eventId, eventType, resourceId }: SimulatedEvent
) => {
  const body = JSON.stringify({
    eventType,
    projectId,
    resourceId,
    eventId,
    eventDate: new Date(at).toISOString()
  })
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const answer = await fetch(endpoint, {
        method: "POST",
        headers: { "content-type": "application/json", "x-swan": "present", "x-swan-secret": secret },
        body,
        signal: AbortSignal.timeout(10_000)
      })
      if (answer.ok) return
    } catch {
      // Nobody answered there: as Swan does, it is tried again.
    }
  }
}
