import { Option, Schema } from "effect"
import {
  Credential,
  type ProviderDefinition,
  ProviderName
} from "../../domain/finance/providers/model/index.ts"
import { ibanOf } from "../../domain/shared/Iban.ts"

/** One or several credentials. */
const Credentials = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,200}(?: [\x21-\x7e]{1,200}){0,39}$/))

/** What Solaris calls the company. */
const Reference = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{1,100}$/))

const AccountNumber = Schema.String.check(
  Schema.makeFilter(
    (text) => Option.contains(ibanOf(text), text) || "an IBAN with valid check digits, without spaces"
  )
)

/**
 * Solaris: business fronting loans, the one lending product that it documents for French companies. Its documented
 * limit is 255 calls at the same time; the shares are ours.
 */
export const solarisDefinition: ProviderDefinition = {
  name: ProviderName.make("solaris"),
  title: "Solaris",
  environments: ["sandbox", "live", "simulation"],
  startsDisabled: {
    fr: "Un prêt suppose un contrat de « fronting » et des droits ouverts par Solaris : activez quand vous les avez.",
    en: "A loan needs a fronting contract and rights that Solaris opens: enable it when you have them."
  },
  settings: [
    {
      name: "businessId",
      label: {
        fr: "Identifiant de l'entreprise chez Solaris, qui l'y enregistre",
        en: "The company's business id at Solaris, which enrols it"
      },
      schema: Reference
    },
    {
      name: "settlementIban",
      label: {
        fr: "IBAN du compte de règlement, tel que le contrat le nomme",
        en: "IBAN of the settlement account, as the contract names it"
      },
      schema: AccountNumber
    },
    {
      name: "rateUnit",
      label: {
        fr: "Unité des taux selon le contrat : « percent » (4,25) ou « share » (0,0425) ; non documentée",
        en: "Unit of rates by the contract: “percent” (4.25) or “share” (0.0425); not documented"
      },
      schema: Schema.Literals(["percent", "share"])
    }
  ],
  secrets: [
    { name: "clientId", label: { fr: "Identifiant client", en: "Client id" }, schema: Credential },
    { name: "clientSecret", label: { fr: "Secret client", en: "Client secret" }, schema: Credential },
    {
      name: "webhookSecrets",
      label: {
        fr: "Secrets des abonnements aux notifications, séparés par des espaces : Solaris en donne un par type",
        en: "Secrets of the subscriptions to notifications, separated by spaces: Solaris gives one for each type"
      },
      schema: Credentials,
      optional: true
    }
  ],
  ports: ["credit"],
  capabilities: new Set(["credit.business-loan"]),
  unknown: [
    {
      fr: "Découvert, affacturage et crédit commercial pour une entreprise française : non documentés, refusés.",
      en: "Overdraft, factoring and trade finance for a French company: not documented, refused."
    },
    {
      fr: "Chemins de confirmation et d'augmentation du découvert : non documentés, refusés.",
      en: "Paths to confirm an overdraft and to raise its limit: not documented, refused."
    },
    {
      fr: "Virement SEPA depuis un compte d'entreprise : aucun chemin documenté, refusé.",
      en: "SEPA transfer from a business account: no documented path, refused."
    },
    {
      fr: "Recherche d'une demande par notre référence, ou leur liste : non documentées ; une demande sans réponse est reconnue par sa notification.",
      en: "Search for an application by our reference, or a list of them: not documented; one without an answer is recognised by its notification."
    },
    {
      fr: "État d'un versement après coup : aucun chemin ; seule sa notification, ou l'entreprise qui voit l'argent, le dit.",
      en: "State of a payout afterwards: no path; its notification, or the company that sees the money, says it."
    },
    {
      fr: "Forme de l'envoi des pièces et de l'identification : non documentée ; à remettre à Solaris directement.",
      en: "Form of the upload of papers and of the identification: not documented; to be given to Solaris directly."
    },
    {
      fr: "Unité des taux d'intérêt : non documentée ; c'est un réglage de la connexion.",
      en: "Unit of interest rates: not documented; it is a setting of the connection."
    },
    {
      fr: "Champs obligatoires d'une demande au-delà du montant : non tous connus.",
      en: "Required fields of an application beyond the amount: not all known."
    },
    {
      fr: "Que l'horodatage des notifications soit signé : non documenté ; il ne prouve rien.",
      en: "That the time-stamp of notifications is signed: not documented; it proves nothing."
    },
    {
      fr: "En-tête d'idempotence général : absent ; chaque demande porte sa référence.",
      en: "General idempotency header: absent; each request carries its reference."
    }
  ],
  budget: { concurrent: 32, concurrentPerTenant: 4, perMinute: 600, perMinutePerTenant: 120 }
}
