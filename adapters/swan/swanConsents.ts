import { Effect, Schema } from "effect"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import { consentDocument } from "./documents/cards.ts"
import { cancelConsentDocument } from "./documents/payments.ts"
import { needsUser } from "./needsUser.ts"
import { consentOf, SwanConsent } from "./SwanCard.ts"
import type { SwanClient } from "./swanClient.ts"

/** Consents that transfers wait for. */
export const swanConsents = (client: SwanClient): Pick<BankingProvider, "cancelConsent" | "consent"> => ({
  cancelConsent: (connection, consentId) =>
    Effect.gen(function* () {
      yield* needsUser(connection, "banking.cancel-transfer")
      yield* client.send(
        connection,
        {
          operation: "cancel-consent",
          capability: "banking.cancel-transfer",
          document: cancelConsentDocument,
          variables: { input: { consentId } },
          as: "user"
        },
        "once",
        Schema.Struct({ consent: Schema.Struct({ id: Schema.String }) })
      )
    }),

  consent: (connection, id) =>
    Effect.map(
      client.ask(
        connection,
        {
          operation: "consent",
          capability: "banking.cancel-transfer",
          document: consentDocument,
          variables: { id },
          as: "project"
        },
        Schema.Struct({ consent: SwanConsent })
      ),
      ({ consent }) => consentOf(consent).state
    )
})
