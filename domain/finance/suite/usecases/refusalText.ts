import { type NotSupported, failureText } from "../../providers/model/index.ts"
import type { StepFault } from "../../../platform/processes/model/index.ts"
import type { Texts } from "../../../shared/Language.ts"

/** A refusal of our own rules as the fault of a step, in words that say what to do. */
export const refusalText = (failure: { readonly _tag: string } | NotSupported): StepFault => {
  if ("capability" in failure) return { code: "azals.not-supported", ...failureText(failure) }
  const code = `azals.${failure._tag.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}`
  return { code, ...(texts[failure._tag] ?? otherwise(failure._tag)) }
}

const texts: Readonly<Record<string, Texts>> = {
  ConnectionDisabled: {
    fr: "La connexion au fournisseur est désactivée.",
    en: "The connection to the provider is disabled."
  },
  MethodNotUsable: {
    fr: "Le moyen de paiement n'est pas utilisable.",
    en: "The payment method cannot be used."
  },
  NotFound: {
    fr: "La connexion ou le moyen de paiement n'existe plus.",
    en: "The connection or the payment method is gone."
  },
  UnknownCustomer: {
    fr: "Aucune ligne des comptes clients (411) ne nomme ce client.",
    en: "No line of the customer accounts (411) names this customer."
  },
  OperationUnderWay: {
    fr: "Une autre opération est en cours pour ce paiement.",
    en: "Another operation is under way for this payment."
  }
}

const otherwise = (tag: string): Texts => ({
  fr: `L'étape n'a pas pu être demandée (${tag}).`,
  en: `The step could not be asked for (${tag}).`
})
