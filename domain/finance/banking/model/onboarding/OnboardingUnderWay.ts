import { Schema } from "effect"
import { OnboardingId, OnboardingState } from "./Onboarding.ts"

/** This company is being onboarded by this connection already. */
export class OnboardingUnderWay extends Schema.TaggedError<OnboardingUnderWay>()(
  "OnboardingUnderWay",
  { onboardingId: OnboardingId, state: OnboardingState },
  { httpApiStatus: 409 }
) {}
