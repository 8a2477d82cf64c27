import { NotDisputable } from "../../../domain/finance/payments/model/index.ts"
import { amountOf } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

export const NotDisputableProblem = problem(NotDisputable, {
  title: { fr: "Montant non contestable", en: "Amount that cannot be disputed" },
  detail: ({ asked, available, state }) => ({
    fr: `${amountOf(asked)} ${asked.currency} ne peuvent pas être contestés sur ce paiement (${state}) : il reste ${amountOf(available)} ${available.currency}.`,
    en: `${amountOf(asked)} ${asked.currency} of this payment (${state}) cannot be disputed: ${amountOf(available)} ${available.currency} are left.`
  }),
  next: {
    fr: "Vérifiez le paiement, la devise et les contestations déjà saisies.",
    en: "Check the payment, the currency and the disputes that were entered before."
  }
})
