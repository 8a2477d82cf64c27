import {
  Credential,
  type ProviderDefinition,
  ProviderName
} from "../../domain/finance/providers/model/index.ts"

/**
 * Swan: accounts, transfers and cards by its GraphQL Partner API. Its documented limit is 2,000 requests in five
 * minutes for one address; the shares are ours.
 */
export const swanDefinition: ProviderDefinition = {
  name: ProviderName.make("swan"),
  title: "Swan",
  environments: ["sandbox", "live", "simulation"],
  settings: [
    {
      name: "userId",
      label: {
        fr: "Utilisateur Swan au nom duquel les opérations sensibles sont lancées",
        en: "Swan user on whose behalf sensitive operations are started"
      },
      schema: Credential,
      optional: true
    }
  ],
  secrets: [
    {
      name: "clientId",
      label: { fr: "Identifiant client du projet", en: "The project's client id" },
      schema: Credential
    },
    {
      name: "clientSecret",
      label: { fr: "Secret client du projet", en: "The project's client secret" },
      schema: Credential
    },
    {
      name: "webhookSecret",
      label: {
        fr: "Secret partagé des notifications (en-tête x-swan-secret)",
        en: "Shared secret of notifications (header x-swan-secret)"
      },
      schema: Credential,
      optional: true
    },
    {
      name: "paymentControlSecret",
      label: {
        fr: "Secret partagé du contrôle des paiements par carte (en-tête x-swan-secret)",
        en: "Shared secret of the control of card payments (header x-swan-secret)"
      },
      schema: Credential,
      optional: true
    }
  ],
  ports: ["banking", "cards"],
  capabilities: new Set([
    "banking.onboarding",
    "banking.accounts",
    "banking.transactions",
    "banking.virtual-ibans",
    "banking.issue-ibans",
    "banking.transfer",
    "banking.scheduled-transfer",
    "banking.instant-transfer",
    "banking.internal-transfer",
    "banking.transfer-batch",
    "banking.cancel-transfer",
    "banking.standing-orders",
    "banking.verify-payee",
    "banking.mandates",
    "banking.change-mandates",
    "banking.return-debit",
    "banking.members",
    "banking.statements",
    "cards.issue",
    "cards.single-use",
    "cards.change",
    "cards.cancel",
    "cards.view-numbers",
    "cards.decide"
  ]),
  unknown: [
    {
      fr: "Délai d'attente conseillé, en-tête Retry-After et promesse de latence : non documentés.",
      en: "Advised time-out, Retry-After header and latency promise: not documented."
    },
    {
      fr: "Signature cryptographique des notifications : aucune ; seul un secret partagé les accompagne.",
      en: "Cryptographic signature of notifications: none; they carry a shared secret only."
    },
    {
      fr: "Idempotence des opérations sur cartes : absente du schéma ; une issue inconnue se règle en demandant.",
      en: "Idempotency of card operations: absent from the schema; an unknown outcome is settled by asking."
    },
    {
      fr: "Que updatedAt change à chaque changement d'état d'une opération : non écrit.",
      en: "That updatedAt moves on every change of a transaction's state: not written."
    },
    {
      fr: "Horizon d'un virement programmé, et possibilité d'un retour partiel : non documentés.",
      en: "How far ahead a transfer may be scheduled, and whether a return can be partial: not documented."
    },
    {
      fr: "Ordre du journal des événements, et ce qu'il garde sans abonnement : non documentés.",
      en: "The order of the log of events, and what it keeps without a subscription: not documented."
    },
    {
      fr: "Champs toujours présents d'un contrôle de paiement (tous sont facultatifs), et fuseau d'un plafond calendaire : non documentés.",
      en: "Fields that a payment control always carries (each is optional), and the time zone of a calendar limit: not documented."
    },
    {
      fr: "État d'une carte dont le consentement est refusé ou expire : non documenté.",
      en: "The state of a card whose consent is refused or expires: not documented."
    },
    {
      fr: "Contestation d'un paiement d'une carte émise : absente du schéma publié.",
      en: "Disputing a payment of an issued card: absent from the published schema."
    },
    {
      fr: "Durée de l'adresse d'un relevé, serveur qui le donne, fenêtre telle que Swan l'a comprise : non documentés.",
      en: "How long a statement's address holds, which server gives it, the window as Swan understood it: not documented."
    },
    {
      fr: "Grille tarifaire publique et délai d'ouverture d'un projet : non documentés.",
      en: "Public price list and time to open a project: not documented."
    }
  ],
  budget: { concurrent: 16, concurrentPerTenant: 4, perMinute: 380, perMinutePerTenant: 120 }
}
