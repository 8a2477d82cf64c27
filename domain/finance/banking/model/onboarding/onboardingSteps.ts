import { Onboarding, type OnboardingState } from "./Onboarding.ts"
import type { ProvidedOnboarding } from "./ProvidedOnboarding.ts"
import { Schema } from "effect"

/**
 * The steps that an onboarding can take, and nothing else: what is complete may be found wanting again, and what the
 * institution shows no more has come to nothing.
 */
const onboardingTransitions: Readonly<Record<OnboardingState, ReadonlyArray<OnboardingState>>> = {
  asked: ["unknown", "incomplete", "complete", "finalized", "refused"],
  unknown: ["incomplete", "complete", "finalized", "refused"],
  incomplete: ["complete", "finalized", "refused"],
  complete: ["incomplete", "finalized", "refused"],
  finalized: [],
  refused: []
}

/** After what the institution shows, or shows no more. A word that nobody knows changes no state; what has ended stays so. */
export const afterOnboarding = (onboarding: Onboarding, shown: ProvidedOnboarding | null): Onboarding => {
  const from = onboardingTransitions[onboarding.state]
  if (shown === null) {
    return from.includes("refused")
      ? { ...onboarding, state: "refused", url: null, reason: gone }
      : onboarding
  }
  if (onboarding.state === "refused") return onboarding
  const { state, ...parts } = shown
  const to = state.is === "other" ? onboarding.state : state.is
  return { ...onboarding, ...parts, state: from.includes(to) ? to : onboarding.state }
}

const gone = {
  code: "azals.onboarding-gone",
  fr: "L'établissement ne montre plus cette ouverture de compte.",
  en: "The institution does not show this onboarding any more."
}

/** Whether two readings say the same. */
export const sameOnboarding = Schema.toEquivalence(Onboarding)
