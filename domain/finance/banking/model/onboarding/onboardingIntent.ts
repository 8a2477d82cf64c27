import { Schema } from "effect"
import { intentKind } from "../../../providers/model/index.ts"
import { NewOnboarding, OnboardingId, ShownOnboarding } from "./Onboarding.ts"

/** Asks the institution to start the onboarding of an account holder. */
export const onboardingIntent = intentKind({
  name: "banking.create-onboarding",
  payload: Schema.Struct({ onboardingId: OnboardingId, wanted: NewOnboarding }),
  outcome: ShownOnboarding,
  capability: "banking.onboarding",
  permissions: ["banking:admin"]
})
