import { notify } from "./notify.ts"
import { newState, type SwanState } from "./SwanState.ts"

/** The projects of a simulator, by client id and by the tokens that they were given. One project is made on its first token. */
export const projects = (booksAfter: number | null) => {
  const byClient = new Map<string, SwanState>()
  const byToken = new Map<string, SwanState>()

  const made = (clientId: string) => {
    const projectId = crypto.randomUUID()
    const state = newState(projectId, byClient.size + 1, booksAfter, (event, subscriptions) => {
      for (const one of subscriptions) void notify(one, projectId, event)
    })
    byClient.set(clientId, state)
    return state
  }

  return {
    tokenFor: (clientId: string) => {
      const token = crypto.randomUUID()
      byToken.set(token, byClient.get(clientId) ?? made(clientId))
      return token
    },
    byToken: (token: string) => byToken.get(token),
    withCard: (cardId: string) =>
      [...byClient.values()].find(({ cards }) => cards.some(({ id }) => id === cardId)),
    withOnboarding: (onboardingId: string) =>
      [...byClient.values()].find(({ onboardings }) => onboardings.some(({ id }) => id === onboardingId)),
    withStatement: (statementId: string) =>
      [...byClient.values()].find(({ statements }) => statements.some(({ id }) => id === statementId)),
    withConsent: (consentId: string) =>
      [...byClient.values()].find(({ consents }) => consents.some(({ id }) => id === consentId))
  }
}
