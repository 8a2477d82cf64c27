import { JobFailure } from "../../../platform/jobs/model/index.ts"
import { type AskFailure, type ConnectionDisabled, failureText } from "../../providers/model/index.ts"

type Unusable = ConnectionDisabled | { readonly _tag: "NotFound" | "SealBroken" | "VaultClosed" }

/** Why the accounts were not read; trying again helps where the institution did not answer. */
export const notRead = (failure: AskFailure | Unusable): JobFailure => {
  switch (failure._tag) {
    case "CredentialsRefused":
    case "NotSupported":
    case "ProviderRefused":
    case "ProviderUnavailable": {
      const { en, fr } = failureText(failure)
      return new JobFailure({
        code: "banking.not-read",
        fr: oneText(fr),
        en: oneText(en),
        retryable: failure._tag === "ProviderUnavailable"
      })
    }
    default:
      return new JobFailure({
        code: "banking.connection-not-usable",
        fr: `La connexion au fournisseur ne peut pas être ouverte (${failure._tag}).`,
        en: `The connection to the provider cannot be opened (${failure._tag}).`,
        retryable: failure._tag !== "NotFound"
      })
  }
}

/** A failure keeps printable text of at most 1,000 characters. */
const oneText = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, " ")
    .toWellFormed()
    .slice(0, 1000)
