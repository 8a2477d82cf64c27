import { worded } from "../../domain/shared/Worded.ts"

/** What Swan's check of a payee says. */
export const payeeAnswers = worded({
  Match: "match",
  CloseMatch: "close-match",
  NoMatch: "no-match",
  VerificationNotPossible: "not-possible"
} as const)
