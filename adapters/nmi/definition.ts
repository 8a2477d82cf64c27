import { Schema } from "effect"
import {
  Credential,
  type ProviderDefinition,
  ProviderName
} from "../../domain/finance/providers/model/index.ts"
import { gatewayHost } from "./gatewayHost.ts"

/** 0 to 7,862,400 seconds, the largest window that NMI documents. */
const DupSeconds = Schema.String.check(
  Schema.isPattern(/^(?:0|[1-9][0-9]{0,6})$/),
  Schema.makeFilter((text) => Number(text) <= 7_862_400 || "at most 7862400")
)

/** NMI: a card gateway by its classic Payment API. No limit of calls is published: the budget is cautious. */
export const nmiDefinition: ProviderDefinition = {
  name: ProviderName.make("nmi"),
  title: "NMI",
  environments: ["sandbox", "live", "simulation"],
  startsDisabled: {
    fr: "Rien n'établit qu'un commerçant français puisse être acquis par NMI : vérifiez votre contrat, puis activez.",
    en: "Nothing shows that a French merchant can be acquired through NMI: check your contract, then enable it."
  },
  settings: [
    {
      name: "host",
      label: {
        fr: "Adresse de la passerelle, de l'environnement de la connexion (secure.nmi.com ou sandbox.nmi.com si absente)",
        en: "Host of the gateway, of the connection's environment (secure.nmi.com or sandbox.nmi.com when absent)"
      },
      schema: Schema.String,
      schemaIn: gatewayHost,
      optional: true
    },
    {
      name: "dupSeconds",
      label: {
        fr: "Fenêtre du contrôle des doublons, en secondes (0 : aucun). La passerelle n'en tient compte que si le marchand l'y autorise ; 1200 sinon",
        en: "Window of the duplicate check in seconds (0: none). The gateway heeds it only if the merchant allows overrides; 1200 otherwise"
      },
      schema: DupSeconds,
      optional: true
    }
  ],
  secrets: [
    {
      name: "securityKey",
      label: { fr: "Clé de sécurité du compte marchand", en: "The merchant account's security key" },
      schema: Credential
    },
    {
      name: "webhookSigningKey",
      label: { fr: "Clé de signature des notifications", en: "Signing key of notifications" },
      schema: Credential,
      optional: true
    }
  ],
  ports: ["payments"],
  capabilities: new Set([
    "payments.sale",
    "payments.authorise",
    "payments.capture",
    "payments.void",
    "payments.refund",
    "payments.credit",
    "payments.validate",
    "payments.stored-methods"
  ]),
  unknown: [
    {
      fr: "Acquisition de commerçants français et processeurs européens : non documentées.",
      en: "Acquiring of French merchants and European processors: not documented."
    },
    {
      fr: "Liste officielle et complète des champs de transact.php : non publique.",
      en: "Official and complete list of the fields of transact.php: not public."
    },
    {
      fr: "Indicateurs d'exemption de l'authentification forte (DSP2) : non documentés, refusés.",
      en: "Indicators of exemption from strong authentication (PSD2): not documented, refused."
    },
    {
      fr: "Délai d'attente, limites de débit, rythme de renvoi et délai de réponse des notifications : non publiés.",
      en: "Time-out, rate limits, retry schedule and reply delay of notifications: not published."
    },
    {
      fr: "Montants dans une devise qui n'a pas deux décimales : écriture non documentée, refusés.",
      en: "Amounts in a currency that has not two decimals: how they are written is not documented, refused."
    },
    {
      fr: "Plusieurs captures d'une même autorisation : la passerelle décide ; rien ne dit que chaque processeur les accepte.",
      en: "Several captures of one authorisation: the gateway decides; nothing says that every processor takes them."
    },
    {
      fr: "Forme du rapport sur le mode test : non documentée. Une connexion réelle dont le compte s'y dit n'encaisse rien, et une notification en mode test la désactive.",
      en: "Form of the report on test mode: not documented. A live connection whose account says to be in it takes nothing, and a notification in test mode disables it."
    },
    {
      fr: "Frais de la passerelle et de l'acquéreur : aucune source ne dit où les lire ; ils sont saisis d'après le relevé.",
      en: "Fees of the gateway and the acquirer: no source says where to read them; they are entered from the statement."
    },
    {
      fr: "Lots et rétrofacturations : aucune question documentée sur un lot, que seule sa notification dit ; une notification de rétrofacturation ne nomme ni paiement ni devise. Elle est gardée comme contestation en euros, qu'une personne rattache ; la réponse est donnée sur les pages de la passerelle.",
      en: "Batches and chargebacks: no question about a batch is documented, only its notification tells it; a notification of chargebacks names no payment and no currency. It is kept as a dispute in euros that a person links; the answer is given on the gateway's own pages."
    },
    {
      fr: "Mise à jour automatique des cartes : le contenu de ses notifications n'est pas documenté ; les cartes gardées sont relues, et un événement dit s'il faut joindre un client ou si un compte est clos.",
      en: "Automatic update of cards: what its notifications hold is not documented; the kept cards are read again, and an event says whether a customer is to be asked or an account is closed."
    },
    {
      fr: "Abonnements tenus par la passerelle : le champ du montant d'un plan, la pause et la forme des rapports ne sont pas documentés ; refusés. Ceux d'ici débitent une carte gardée, chaque échéance étant un paiement.",
      en: "Subscriptions that the gateway keeps: the field of a plan's amount, pausing and the form of their reports are not documented; refused. Those kept here charge a kept card, each due date being a payment."
    },
    {
      fr: "Clé d'idempotence : aucune ; un paiement n'est jamais renvoyé, son issue est demandée.",
      en: "Idempotency key: none; a payment is never sent again, its outcome is asked for."
    }
  ],
  budget: { concurrent: 8, concurrentPerTenant: 2, perMinute: 120, perMinutePerTenant: 60 }
}
