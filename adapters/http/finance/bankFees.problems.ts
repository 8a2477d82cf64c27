import { ConditionsCurrencyDiffers, NothingToClaim } from "../../../domain/finance/treasury/model/index.ts"
import { problem } from "../contract/problem.ts"

export const NothingToClaimProblem = problem(NothingToClaim, {
  title: { fr: "Rien à réclamer", en: "Nothing to claim" },
  detail: ({ from, kind }) => ({
    fr: `« ${kind} » de la période du ${from} n'a pas été facturé en trop, ou le montant attendu n'est pas connu.`,
    en: `"${kind}" of the period of ${from} was not billed too much, or what is expected is not known.`
  }),
  next: {
    fr: "Lisez GET /v2/treasury/accounts/{id}/fees : chaque période y dit l'attendu, le facturé et ce qui manque.",
    en: "Read GET /v2/treasury/accounts/{id}/fees: each period says what is expected, billed and missing."
  }
})

export const ConditionsCurrencyDiffersProblem = problem(ConditionsCurrencyDiffers, {
  title: { fr: "Devise différente du compte", en: "Another currency than the account" },
  detail: ({ account, asked }) => ({
    fr: `Le montant est en ${asked} et le compte en ${account}.`,
    en: `The amount is in ${asked} and the account in ${account}.`
  }),
  next: {
    fr: "Donnez les montants dans la devise du compte.",
    en: "Give the amounts in the account's currency."
  }
})
