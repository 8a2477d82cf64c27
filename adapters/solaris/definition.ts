import { Schema } from "effect"
import {
  Credential,
  type ProviderDefinition,
  ProviderName
} from "../../domain/finance/providers/model/index.ts"

/** One or several credentials. */
const Credentials = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,200}(?: [\x21-\x7e]{1,200}){0,39}$/))

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
  settings: [],
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
  capabilities: new Set(),
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
