import { Duration } from "effect"
import { decision, operation, processDefinition, waitFor } from "../../../platform/processes/model/index.ts"
import { NewTransfer } from "../../banking/model/index.ts"

/**
 * Pays somebody by transfer: approved by another person than who asks, ordered once the payee is checked, consented to
 * at the institution, booked, and in the books.
 */
export const pay = processDefinition({
  name: "suite.pay",
  version: 1,
  title: { fr: "Payer par virement", en: "Pay by transfer" },
  input: NewTransfer,
  subject: ({ amount, label }: NewTransfer) => ({ label, amount }),
  permissions: ["transfers:read", "transfers:write"],
  steps: [
    decision({
      name: "approve",
      title: { fr: "Approuver le paiement", en: "Approve the payment" },
      permission: "processes:decide",
      byAnother: true
    }),
    operation({
      name: "order",
      title: {
        fr: "Vérifier le bénéficiaire et ordonner le virement",
        en: "Check the payee and order the transfer"
      },
      within: Duration.days(2),
      undone: true
    }),
    waitFor({
      name: "consent",
      title: { fr: "Attendre le consentement à la banque", en: "Wait for the consent at the bank" },
      within: Duration.days(5),
      every: Duration.minutes(15)
    }),
    waitFor({
      name: "booked",
      title: { fr: "Attendre le débit", en: "Wait until it is booked" },
      within: Duration.days(370),
      onFailure: "stop"
    }),
    waitFor({
      name: "posted",
      title: { fr: "Passer l'écriture", en: "Post it in the books" },
      within: Duration.days(2),
      onFailure: "stop"
    })
  ],
  review: { after: Duration.days(5), every: Duration.days(1) }
})
