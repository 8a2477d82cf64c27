import { Duration } from "effect"
import { decision, operation, processDefinition, waitFor } from "../../../platform/processes/model/index.ts"
import { NewTransfer } from "../../banking/model/index.ts"

const common = {
  name: "suite.pay",
  title: { fr: "Payer par virement", en: "Pay by transfer" },
  input: NewTransfer,
  subject: ({ amount, label }: NewTransfer) => ({ label, amount }),
  permissions: ["transfers:read", "transfers:write"],
  review: { after: Duration.days(5), every: Duration.days(1) }
} as const

const approve = decision({
  name: "approve",
  title: { fr: "Approuver le paiement", en: "Approve the payment" },
  permission: "processes:decide",
  byAnother: true
})

const waits = [
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
] as const

/**
 * Pays somebody by transfer: its payee checked, approved by another person than who asks, who sees what the check said,
 * ordered, consented to at the institution, booked, and in the books.
 */
export const pay = processDefinition({
  ...common,
  version: 2,
  steps: [
    operation({
      name: "check",
      title: { fr: "Vérifier le bénéficiaire", en: "Check the payee" },
      within: Duration.days(2),
      undone: true
    }),
    approve,
    operation({
      name: "order",
      title: { fr: "Ordonner le virement", en: "Order the transfer" },
      within: Duration.days(2),
      undone: true
    }),
    ...waits
  ]
})

/** As it was first: the payee was checked once approved. */
export const payCheckedLate = processDefinition({
  ...common,
  version: 1,
  steps: [
    approve,
    operation({
      name: "order",
      title: {
        fr: "Vérifier le bénéficiaire et ordonner le virement",
        en: "Check the payee and order the transfer"
      },
      within: Duration.days(2),
      undone: true
    }),
    ...waits
  ]
})
