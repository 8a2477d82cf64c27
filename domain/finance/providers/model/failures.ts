import { Schema } from "effect"
import type { Texts } from "../../../shared/Language.ts"
import { Capability, capabilityText } from "./Capability.ts"
import { ProviderName } from "./Provider.ts"

/** The provider does not do this, or is not known to: `missing` says which fact is missing, when one is. */
export class NotSupported extends Schema.TaggedError<NotSupported>()(
  "NotSupported",
  {
    provider: ProviderName,
    capability: Capability,
    missing: Schema.NullOr(Schema.Struct({ fr: Schema.String, en: Schema.String }))
  },
  { httpApiStatus: 422 }
) {}

const Operation = Schema.String.annotate({ examples: ["initiate-transfer"] })

/** Nothing happened at the provider: the request did not leave, or was sent away unread. It may be tried again. */
export class ProviderUnavailable extends Schema.TaggedError<ProviderUnavailable>()(
  "ProviderUnavailable",
  {
    provider: ProviderName,
    operation: Operation,
    reason: Schema.Literals([
      "unreachable",
      "circuit-open",
      "rate-limited",
      "budget-spent",
      "no-answer",
      "bad-answer"
    ]),
    /** When the provider asks to come back, in seconds. */
    retryAfterSeconds: Schema.NullOr(Schema.Int)
  },
  { httpApiStatus: 503 }
) {}

/** It may have happened or not: settled by asking the provider, never by sending again. */
export class OutcomeUnknown extends Schema.TaggedError<OutcomeUnknown>()(
  "OutcomeUnknown",
  {
    provider: ProviderName,
    operation: Operation,
    reason: Schema.Literals(["timed-out", "connection-lost", "server-error", "bad-answer"])
  },
  { httpApiStatus: 504 }
) {}

/** The provider said no. `code` and `message` are its own words, kept as they came. */
export class ProviderRefused extends Schema.TaggedError<ProviderRefused>()(
  "ProviderRefused",
  {
    provider: ProviderName,
    operation: Operation,
    code: Schema.String.annotate({ examples: ["InsufficientFunds"] }),
    message: Schema.String.annotate({ examples: ["Insufficient funds"] })
  },
  { httpApiStatus: 422 }
) {}

/** The provider does not accept the credentials of the connection: nothing happened. */
export class CredentialsRefused extends Schema.TaggedError<CredentialsRefused>()(
  "CredentialsRefused",
  { provider: ProviderName, operation: Operation },
  { httpApiStatus: 422 }
) {}

/** A question to the provider, which changes nothing there, ended without an answer. */
export type AskFailure = CredentialsRefused | NotSupported | ProviderRefused | ProviderUnavailable

/** A request that has an effect at the provider ended without a success. */
export type SendFailure = AskFailure | OutcomeUnknown

/** The failure as a sentence for a person. */
export const failureText = (failure: SendFailure): Texts => {
  const { provider } = failure
  switch (failure._tag) {
    case "NotSupported": {
      const phrase = capabilityText(failure.capability)
      const { en, fr } = failure.missing ?? { fr: "", en: "" }
      return {
        fr: `${provider} ne permet pas de : ${phrase.fr}. ${fr}`.trim(),
        en: `${provider} does not support ${phrase.en}. ${en}`.trim()
      }
    }
    case "ProviderUnavailable":
      return {
        fr: `${provider} n'a pas pu être joint (${failure.reason}). Rien n'a eu lieu chez lui.`,
        en: `${provider} could not be reached (${failure.reason}). Nothing happened there.`
      }
    case "OutcomeUnknown":
      return {
        fr: `${provider} n'a pas répondu (${failure.reason}) : l'issue sera demandée, rien n'est renvoyé.`,
        en: `${provider} did not answer (${failure.reason}): the outcome will be asked for, nothing is sent again.`
      }
    case "ProviderRefused":
      return {
        fr: `${provider} a refusé (${failure.code}) : ${failure.message}`,
        en: `${provider} refused (${failure.code}): ${failure.message}`
      }
    case "CredentialsRefused":
      return {
        fr: `${provider} refuse les identifiants de cette connexion.`,
        en: `${provider} refuses the credentials of this connection.`
      }
  }
}
