import {
  LastOwner,
  OidcProviderRefused,
  RightsExceeded
} from "../../../domain/platform/identity/model/index.ts"
import { problem } from "../contract/problem.ts"

export const LastOwnerProblem = problem(LastOwner, {
  title: { fr: "Dernier propriétaire", en: "Last owner" },
  detail: ({ member }) => ({
    fr: `Le membre ${member} est le dernier propriétaire actif de l'entreprise.`,
    en: `Member ${member} is the company's last active owner.`
  }),
  next: {
    fr: "Donnez d'abord le rôle de propriétaire à un autre membre actif.",
    en: "Give another active member the role of owner first."
  }
})

export const RightsExceededProblem = problem(RightsExceeded, {
  title: { fr: "Droits insuffisants pour les donner", en: "Rights that you cannot give" },
  detail: ({ missing }) => ({
    fr: `On ne donne que les droits que l'on a. Il vous manque : ${missing.join(", ")}.`,
    en: `Nobody gives rights that he does not have. You lack: ${missing.join(", ")}.`
  }),
  next: {
    fr: "Choisissez un rôle ou des droits plus étroits, ou demandez-le à un propriétaire.",
    en: "Choose a narrower role or narrower rights, or ask an owner."
  }
})

export const OidcProviderRefusedProblem = problem(OidcProviderRefused, {
  title: { fr: "Fournisseur d'identité refusé", en: "Identity provider refused" },
  detail: ({ audience, issuer }) => ({
    fr: `L'émetteur ${issuer} avec l'audience ${audience} ne peut pas être enregistré.`,
    en: `The issuer ${issuer} with the audience ${audience} cannot be registered.`
  }),
  next: {
    fr: "Vérifiez l'audience : c'est l'identifiant client propre à votre entreprise. Sinon, écrivez à l'assistance.",
    en: "Check the audience: it is the client id of your own company. Otherwise write to support."
  }
})
