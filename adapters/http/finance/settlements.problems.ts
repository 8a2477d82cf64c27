import { SettlementUnmatched, StatementDoesNotAdd } from "../../../domain/finance/payments/model/index.ts"
import { amountOf, type Money } from "../../../domain/shared/Money.ts"
import { problem } from "../contract/problem.ts"

const texted = (amount: Money | null) => (amount === null ? "?" : `${amountOf(amount)} ${amount.currency}`)

export const SettlementUnmatchedProblem = problem(SettlementUnmatched, {
  title: { fr: "Remise non rapprochée", en: "Settlement not matched" },
  detail: ({ gross, known, unknown }) => ({
    fr: `La remise est de ${texted(gross)}, les paiements connus ici de ${texted(known)} ; transactions inconnues : ${unknown.length}.`,
    en: `The batch is of ${texted(gross)}, the payments known here of ${texted(known)}; unknown transactions: ${unknown.length}.`
  }),
  next: {
    fr: "Attendez la fin des paiements en cours, ou passez l'écriture à la main : une autre boutique se sert peut-être du même compte.",
    en: "Wait until payments under way have ended, or post the entry by hand: another shop may use the same account."
  }
})

export const StatementDoesNotAddProblem = problem(StatementDoesNotAdd, {
  title: { fr: "Relevé incohérent", en: "Statement does not add up" },
  detail: ({ gross, stated }) => ({
    fr: `Net, frais et TVA font ${texted(stated)}, la remise ${texted(gross)}.`,
    en: `Net, fees and VAT come to ${texted(stated)}, the batch to ${texted(gross)}.`
  }),
  next: {
    fr: "Reprenez les montants du relevé : net + frais + TVA des frais = brut, sans frais négatifs.",
    en: "Take the amounts of the statement: net + fees + VAT of the fees = gross, without negative fees."
  }
})
