import {
  Credential,
  type ProviderDefinition,
  ProviderName
} from "../../domain/finance/providers/model/index.ts"

/** Defacto: financing of invoices by its REST API. No limit of calls is published: the budget is cautious. */
export const defactoDefinition: ProviderDefinition = {
  name: ProviderName.make("defacto"),
  title: "Defacto",
  environments: ["sandbox", "live", "simulation"],
  settings: [],
  secrets: [{ name: "apiKey", label: { fr: "Clé d'API", en: "API key" }, schema: Credential }],
  ports: ["financing"],
  capabilities: new Set([
    "financing.eligibility",
    "financing.borrowers",
    "financing.products",
    "financing.invoices",
    "financing.loans",
    "financing.events"
  ]),
  unknown: [
    {
      fr: "Signature, renvois et délais des notifications : non documentés ; une notification n'est qu'un indice, l'objet est relu.",
      en: "Signature, retries and delays of notifications: not documented; one is only a hint, the object is read again."
    },
    {
      fr: "Forme des erreurs : non documentée ; leur texte est gardé tel quel.",
      en: "Shape of errors: not documented; their text is kept as it is."
    },
    {
      fr: "Limites de débit et politique d'abandon des versions : non documentées.",
      en: "Rate limits and deprecation policy: not documented."
    },
    {
      fr: "Devis avant la demande : aucune route ; le prix est lu sur le prêt et sur la ligne de financement.",
      en: "Quote before the request: no route; the price is read on the loan and on the line of financing."
    },
    {
      fr: "Pièces demandées par forme juridique et grille tarifaire publique : non documentées.",
      en: "Papers asked for by legal form, and public price list: not documented."
    }
  ],
  budget: { concurrent: 8, concurrentPerTenant: 2, perMinute: 120, perMinutePerTenant: 60 }
}
