import type { Subscription } from "./SwanState.ts"

/** Posts a notification as Swan does: a thin body and the shared secret in a header; three tries, then it is lost. */
export const notify = async (
  { endpoint, eventTypes, secret }: Subscription,
  event: { readonly eventType: string; readonly projectId: string; readonly resourceId: string }
) => {
  if (!eventTypes.includes(event.eventType)) return
  const body = JSON.stringify({
    ...event,
    eventId: crypto.randomUUID(),
    eventDate: new Date().toISOString()
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
