import type { Worded } from "../../../../shared/Worded.ts"
import type { NewOnboarding } from "./Onboarding.ts"

/** What an institution is told when an onboarding is created. `mark` is ours: it comes back with the onboarding. */
export interface OnboardingWanted extends Omit<NewOnboarding, "connectionId"> {
  readonly mark: string
}

/** An onboarding as the institution has it now. */
export interface ProvidedOnboarding {
  readonly reference: string
  readonly state: Worded<"incomplete" | "complete" | "finalized">
  /** Where a person goes on with it; null where the institution shows none. */
  readonly url: string | null
  readonly missing: ReadonlyArray<MissingPart>
  readonly documents: WantedDocuments | null
  /** The account that it has opened. */
  readonly accountReference: string | null
}

/** A part of it, by the institution's own name, that is not there or not right. */
interface MissingPart {
  readonly part: string
  readonly faults: ReadonlyArray<Worded<"missing" | "invalid">>
}

/** The supporting documents that the institution wants, and where their review stands. */
interface WantedDocuments {
  readonly state: Worded<"awaited" | "in-review" | "approved" | "rejected" | "cancelled">
  /** What for, in the institution's own words. */
  readonly purposes: ReadonlyArray<string>
}
