import { Schema } from "effect"
import type { Texts } from "../../../shared/Language.ts"

/** Everything that a company may ask of a provider, in the words of the business: `<port>.<what>`. */
const texts = {
  "banking.onboarding": { fr: "ouvrir un compte de paiement", en: "opening a payment account" },
  "banking.accounts": { fr: "lire les comptes et leurs soldes", en: "reading accounts and their balances" },
  "banking.transactions": { fr: "lire les opérations", en: "reading transactions" },
  "banking.virtual-ibans": { fr: "consulter des IBAN virtuels", en: "reading virtual IBANs" },
  "banking.issue-ibans": {
    fr: "créer et résilier des IBAN virtuels",
    en: "adding and cancelling virtual IBANs"
  },
  "banking.transfer": { fr: "émettre un virement", en: "sending a transfer" },
  "banking.scheduled-transfer": { fr: "programmer un virement", en: "scheduling a transfer" },
  "banking.instant-transfer": { fr: "émettre un virement instantané", en: "sending an instant transfer" },
  "banking.internal-transfer": {
    fr: "virer entre comptes du même établissement",
    en: "transferring between accounts of the same provider"
  },
  "banking.transfer-batch": {
    fr: "émettre plusieurs virements sous un seul consentement",
    en: "sending several transfers under one consent"
  },
  "banking.cancel-transfer": { fr: "annuler un virement à venir", en: "cancelling an upcoming transfer" },
  "banking.recall-transfer": {
    fr: "demander le rappel d'un virement comptabilisé",
    en: "asking for the recall of a booked transfer"
  },
  "banking.standing-orders": { fr: "émettre un virement permanent", en: "giving a standing order" },
  "banking.verify-payee": { fr: "vérifier le bénéficiaire", en: "verifying the payee" },
  "banking.mandates": { fr: "consulter des mandats de prélèvement", en: "reading direct-debit mandates" },
  "banking.change-mandates": {
    fr: "suspendre et rétablir un mandat de prélèvement",
    en: "suspending and resuming a direct-debit mandate"
  },
  "banking.return-debit": {
    fr: "faire revenir un prélèvement comptabilisé",
    en: "having a booked direct debit returned"
  },
  "banking.members": {
    fr: "gérer les membres d'un compte",
    en: "managing the members of an account"
  },
  "banking.statements": { fr: "obtenir des relevés", en: "getting statements" },
  "payments.sale": { fr: "encaisser un paiement par carte", en: "taking a card payment" },
  "payments.authorise": { fr: "autoriser un paiement par carte", en: "authorising a card payment" },
  "payments.capture": { fr: "capturer une autorisation", en: "capturing an authorisation" },
  "payments.void": { fr: "annuler un paiement non réglé", en: "voiding an unsettled payment" },
  "payments.refund": { fr: "rembourser un paiement", en: "refunding a payment" },
  "payments.credit": {
    fr: "créditer une carte sans paiement d'origine",
    en: "crediting a card without an original payment"
  },
  "payments.validate": { fr: "vérifier une carte sans la débiter", en: "checking a card without a charge" },
  "payments.stored-methods": {
    fr: "garder un moyen de paiement",
    en: "keeping a payment method"
  },
  "payments.recurring": { fr: "encaisser un abonnement", en: "taking recurring payments" },
  "financing.eligibility": { fr: "demander si une société est éligible", en: "asking for eligibility" },
  "financing.borrowers": { fr: "inscrire un emprunteur", en: "enrolling a borrower" },
  "financing.products": { fr: "lire les lignes de financement", en: "reading the lines of financing" },
  "financing.invoices": { fr: "présenter une facture", en: "presenting an invoice" },
  "financing.loans": { fr: "financer une facture", en: "financing an invoice" },
  "financing.instalments": { fr: "rembourser en plusieurs fois", en: "repaying in instalments" },
  "financing.events": { fr: "lire le journal du financement", en: "reading the financing journal" },
  "credit.business-loan": { fr: "demander un prêt professionnel", en: "applying for a business loan" },
  "credit.overdraft": { fr: "demander un découvert autorisé", en: "applying for an overdraft" },
  "credit.factoring": { fr: "céder des factures à une banque", en: "factoring with a bank" },
  "credit.trade-finance": { fr: "demander un crédit commercial", en: "applying for trade finance" },
  "cards.issue": { fr: "émettre une carte virtuelle", en: "issuing a virtual card" },
  "cards.single-use": { fr: "émettre une carte à usage unique", en: "issuing a single-use card" },
  "cards.change": { fr: "changer les limites d'une carte", en: "changing the limits of a card" },
  "cards.cancel": { fr: "résilier une carte", en: "cancelling a card" },
  "cards.view-numbers": {
    fr: "montrer ses numéros au porteur d'une carte",
    en: "showing a card's numbers to its holder"
  },
  "cards.dispute": { fr: "contester un paiement par carte", en: "disputing a card payment" },
  "cards.decide": { fr: "décider d'une autorisation", en: "deciding on an authorisation" }
} as const satisfies Readonly<Record<string, Texts>>

export type Capability = keyof typeof texts

const isCapability = (name: string): name is Capability => name in texts

/** Every capability, in the order of the table. */
export const capabilities: ReadonlyArray<Capability> = Object.keys(texts).filter(isCapability)

export const Capability = Schema.Literals(capabilities).annotate({
  identifier: "ProviderCapability",
  description: "What a company may ask of a provider: <port>.<what>",
  examples: ["banking.transfer"]
})

/** The capability as a phrase: "sending a transfer". */
export const capabilityText = (capability: Capability): Texts => texts[capability]

/** The doors to providers; a capability belongs to one. */
export type ProviderPort = "banking" | "cards" | "credit" | "financing" | "payments"

/** The door that a capability belongs to. */
export const portOf = (capability: Capability): ProviderPort => {
  const ports: ReadonlyArray<ProviderPort> = ["banking", "cards", "credit", "financing", "payments"]
  return ports.find((port) => capability.startsWith(`${port}.`)) ?? "banking"
}
