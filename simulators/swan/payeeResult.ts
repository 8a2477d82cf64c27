const answers = new Set(["Match", "CloseMatch", "NoMatch", "NotPossible"])

/** As in Swan's sandbox, the payee's exact name decides the answer; any other name matches. */
export const payeeResult = (name: string) => {
  const answer = answers.has(name) ? name : "Match"
  return {
    __typename: `VerifyBeneficiary${answer}`,
    status: answer === "NotPossible" ? "VerificationNotPossible" : answer,
    nameSuggestion: answer === "CloseMatch" ? "Close Match SARL" : null
  }
}
